// The readers of word vectors. The first byte of an input says which; of the projector's two tables, what is behind "\x01" is the second.
#include <algorithm>

#include "data/word_vectors.hpp"
#include "fuzz/target.hpp"

namespace epochs::fuzz {

using std::string_literals::operator""s;

std::vector<std::string> seeds() { return {"t2 2\nthe 0.5 -1e-2\n猫 1 2\n", "b2 1\nthe \0\0\x80\x3f\ncat \0\0\0\x40\n"s, "gthe 1 2 3\n. . 4 5 6\n", "p1\t2\n3\t4\n\x01the\ncat\n", "p1\n2\n\x01word\tn\nthe\t1\ncat\t2\n"}; }
std::vector<std::string> words() { return {"nan", "inf", "1e400", "-", ".", "e", " ", "\t", "\n", "\r\n", "2 1\n", "99999999999999999999", "4000000000 300\n", "\x01", "\xff", "\0\0\xc0\x7f"s}; }

}  // namespace epochs::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace epochs;
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::size_t cut = std::min(bytes.find('\x01'), bytes.size());
  const auto read = data[0] == 'p' ? data::parse_projector({bytes.substr(0, cut), "v.tsv"}, {bytes.substr(std::min(cut + 1, bytes.size())), "m.tsv"})
                    : data[0] == 't' ? data::parse_word_vectors(bytes, "v", data::VectorForm::Word2vecText)
                    : data[0] == 'b' ? data::parse_word_vectors(bytes, "v", data::VectorForm::Word2vecBinary)
                                     : data::parse_word_vectors(bytes, "v", data::VectorForm::Glove);
  if (!read) {
    fuzz::require_one_sentence(read.error());
    fuzz::require(read.failure().chinese.ends_with("。"), "the Chinese message does not end as a sentence", read.failure().chinese);
    return 0;
  }
  const data::WordVectors& vectors = read.value();
  fuzz::require(vectors.values.size() == vectors.words.size() * static_cast<std::size_t>(vectors.dimension), "words and numbers do not agree");
  for (const data::VectorForm form : {data::VectorForm::Word2vecText, data::VectorForm::Word2vecBinary, data::VectorForm::Glove}) {
    const auto text = data::word_vectors_text(vectors, form);
    if (!text) break;                    // a word with a space, which only GloVe's reader takes
    const auto again = data::parse_word_vectors(text.value(), "again", form);
    fuzz::require(again.ok() && again.value() == vectors, "what was read cannot be written and read again", text.value());
  }
  return 0;
}
