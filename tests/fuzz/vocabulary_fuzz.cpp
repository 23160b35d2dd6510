// The reader of vocabularies.
#include "data/vocabulary_file.hpp"
#include "fuzz/target.hpp"

namespace epochs::fuzz {

std::vector<std::string> seeds() {
  return {"#epochs vocabulary: words\nthe\n cat\n\\n\n\\xE7\n", "#epochs vocabulary: characters\na\n猫\n\\\\\n", "#epochs vocabulary: listed\n看见\n猫\n", "#epochs vocabulary: byte_pairs\n116 104 9\n256 101 4\n257 257 0\n"};
}
std::vector<std::string> words() { return {"#epochs vocabulary: ", "byte_pairs\n", "words\n", "listed\n", "\\x00", "\\", "\n", "256 256 1\n", "99999999999999999999", "-1", "\xff"}; }

}  // namespace epochs::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace epochs;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto read = data::parse_vocabulary(text, "v.txt");
  if (!read) {
    fuzz::require_one_sentence(read.error());
    fuzz::require(read.failure().chinese.ends_with("。"), "the Chinese message does not end as a sentence", read.failure().chinese);
    return 0;
  }
  const data::Tokenizer& tokenizer = *read.value();
  for (const int id : tokenizer.encode(text)) fuzz::require(id >= 0 && id < tokenizer.size(), "an id is out of range");
  if (const auto* pairs = dynamic_cast<const data::BytePairTokenizer*>(&tokenizer)) {
    fuzz::require(pairs->decode(pairs->encode(text)) == text, "the text does not come back");
    fuzz::require(data::parse_vocabulary(data::vocabulary_text(*pairs), "again").ok(), "what was read cannot be written and read again");
  }
  return 0;
}
