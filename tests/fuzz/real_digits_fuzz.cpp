// The reader of real digits from JSON.
#include "data/real_digits.hpp"
#include "fuzz/target.hpp"

namespace epochs::fuzz {

std::vector<std::string> seeds() {
  std::string picture = "{\"data\":[0.5";
  for (int i = 1; i < 784; ++i) picture += ",0";
  return {picture + "]}", "{\"data\":[0,1,0.012,9.9e-1]}", "{ \"data\" : [ ] }"};
}
std::vector<std::string> words() { return {"{", "}", "[", "]", ",", ":", "\"data\"", "\"label\"", "0.", "1e", "-", "null", "true", "1.5", "[[[[[[[[", "{\"data\":", "\\u0000", "\xff"}; }

}  // namespace epochs::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace epochs;
  const auto digit = data::parse_real_digit(std::string_view(reinterpret_cast<const char*>(data), size), "5.json");
  if (!digit) {
    fuzz::require_one_sentence(digit.error());
    return 0;
  }
  fuzz::require(!digit.value().empty() && digit.value().size() % 784 == 0 && digit.value().size() <= size, "the pictures have another size than the file");
  return 0;
}
