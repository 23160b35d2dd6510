// The reader of GPT-2's two files, and its encoder on any bytes. The first two bytes of an input say how long its first file is.
#include <algorithm>

#include "data/gpt2_tokenizer.hpp"
#include "fuzz/target.hpp"

namespace epochs::fuzz {
namespace {

std::string two_files(const std::string& merges, const std::string& vocabulary) {
  return std::string(1, static_cast<char>(merges.size() >> 8u)) + static_cast<char>(merges.size() & 255u) + merges + vocabulary;
}

// Every byte, and what the merges below make.
std::string small_vocabulary() {
  std::string out = "{";
  for (int byte = 0, hidden = 0; byte < 256; ++byte) {
    const bool seen = (byte >= 33 && byte <= 126) || (byte >= 161 && byte != 173);
    char code[16];
    std::snprintf(code, sizeof code, "\"\\u%04x\":", static_cast<unsigned>(seen ? byte : 256 + hidden++));
    out += code + std::to_string(byte) + ",";
  }
  return out + "\"th\":256,\"the\":257,\"aa\":258,\"aaaa\":259,\"<|end|>\":260}";
}

}  // namespace

std::vector<std::string> seeds() { return {two_files("#version: 0.2\nt h\nth e\na a\naa aa\n", small_vocabulary()), two_files("#version\n", "{}")}; }
std::vector<std::string> words() { return {"#version", "\nt h\n", "th e", "aa a\n", "\"th\":256", ":999999", "{", "}", "\"\"", "\xC4\xA0", "\\u0100", "null", "[", "\xff"}; }

}  // namespace epochs::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace epochs;
  if (size < 2) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 2, size - 2);
  const std::size_t cut = std::min<std::size_t>(bytes.size(), static_cast<std::size_t>(data[0]) << 8u | data[1]);
  const auto tokenizer = data::Gpt2Tokenizer::parse(bytes.substr(0, cut), bytes.substr(cut));
  if (!tokenizer) {
    fuzz::require_one_sentence(tokenizer.error());
    fuzz::require(tokenizer.failure().chinese.ends_with("。"), "the Chinese message does not end as a sentence", tokenizer.failure().chinese);
    return 0;
  }
  for (const std::string_view text : {bytes, std::string_view("the aaaaaaa 猫 then\n\n")})
    fuzz::require(tokenizer.value().decode(tokenizer.value().encode(text)) == text, "the text does not come back");
  return 0;
}
