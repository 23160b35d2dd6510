// A fuzz target: takes any bytes, and aborts when the reader under test breaks its word. The same function serves libFuzzer (clang) and
// the driver beside this file (any compiler).
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace epochs::fuzz {

std::vector<std::string> seeds();        // well-formed inputs to start from, and what to know about the format
std::vector<std::string> words();        // pieces that a mutation may put in

inline void require(bool condition, const char* what, const std::string& details = "") {
  if (condition) return;
  std::fprintf(stderr, "fuzz: %s: %s\n", what, details.c_str());
  std::abort();
}

// What a reader says of bad input is one sentence on one line, of a length that fits into a panel.
inline void require_one_sentence(const std::string& message) {
  require(!message.empty() && message.size() <= 600, "the message is empty or too long", message);
  require(message.back() == '.', "the message does not end as a sentence", message);
  for (const char c : message) require(static_cast<unsigned char>(c) >= 32, "the message holds a control character", message);
}

}  // namespace epochs::fuzz
