// Texts cut into sentences of words: what comes is words, the same however the text was cut into pieces, and a vocabulary that adds up.
#include <algorithm>

#include "core/text.hpp"
#include "fuzz/target.hpp"
#include "lessons/2013_word2vec/sentences.hpp"

namespace epochs::data {

// What the program ships stands in its assets, which are no part of this: enough Chinese words to choose the longest among.
TinyWorld TinyWorld::shipped() {
  const auto world = parse("[nouns animal]\ncat : cats : 猫 : 只 : small\nold cat : old cats : 老猫 : 只\nmouse : mice : 老鼠 : 只\n"
                           "[verbs deed]\nsee : sees : saw/seen : seeing : 看见 : animal : animal\n[parts english]\npunctuation : .\n[parts chinese]\npunctuation : 。\n"
                           "[phrase np n]\nweight 1\nen {n one}\nzh {n}\n[sentence action]\nweight 1\nv = verb deed\ns = np subject of v\no = np object of v\nen {s} {v past} {o} .\nzh {s} {v} {o} 。\n", "fuzz");
  fuzz::require(world.ok(), "the little world of this target is wrong", world.ok() ? "" : world.error());
  return world.value();
}

}  // namespace epochs::data

namespace epochs::fuzz {

std::vector<std::string> seeds() {
  return {"\x05The cat sees. Don't STOP, 3.14 U.S. caf\xC3\xA9!\n\nand on\n", "\x03老猫看见老鼠。猫看见老猫，老鼠看见猫！", "\x09this line is long enough to be wrapped somewhere about here\nand goes on’s\n", "\x01床前明月光，疑是地上霜。\n"};
}
std::vector<std::string> words() { return {"'", "\xE2\x80\x99", ".", "。", "\n", "\n\n", "猫", "老鼠", "\xF0\xA0\x80\x80", "A", "\xC3\x89", "\xD0\x81", "7", " ", "\xEF\xBC\x9F", "\xCC\x81", std::string(70, 'x'), std::string(60, '-')}; }

namespace {

using word2vec::Chinese;

struct Cut {
  std::vector<std::vector<std::string>> sentences{{}};
  bool operator==(const Cut&) const = default;
};

// In pieces of about `length` bytes, on borders of characters.
Cut cut(std::string_view text, std::size_t length, Chinese chinese) {
  Cut out;
  word2vec::SentenceCutter cutter(chinese, [&](const std::string& word) { out.sentences.back().push_back(word); },
                                  [&] { if (!out.sentences.back().empty()) out.sentences.emplace_back(); });
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = std::min(text.size(), at + length);
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0u) == 0x80) ++end;
    cutter.take(text.substr(at, end - at));
    at = end;
  }
  cutter.finish();
  return out;
}

void require_word(const std::string& word) {
  require(!word.empty() && is_valid_utf8(word), "a word is empty or not UTF-8", word);
  require(word.size() <= 64 * 5 + 8, "a word is longer than it may be", word);
  require(word.front() != '\'' && word.back() != '\'', "an apostrophe stands at the border of a word", word);
  for (const char c : word) require(c == '\'' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || static_cast<signed char>(c) < 0, "a word holds a mark, white space or a capital", word);
}

void require_sums(const Cut& found) {
  const auto text = word2vec::text_of_sentences(word2vec::Source::Own, found.sentences, "t");
  if (!text) return require_one_sentence(text.error());
  const word2vec::Text& t = *text.value();
  std::vector<long> counts(t.words.size());
  long total = 0;
  int before = word2vec::kSentenceEnd;
  for (const int id : t.ids) {
    require(id < t.size() && id >= word2vec::kSentenceEnd, "an id is of no word");
    require(id != word2vec::kSentenceEnd || before != word2vec::kSentenceEnd, "a sentence is empty");
    if (id >= 0) ++counts[static_cast<std::size_t>(id)], ++total;
    before = id;
  }
  require(counts == t.counts && total == t.total, "the counts are not those of the text");
  require(std::is_sorted(t.counts.rbegin(), t.counts.rend()), "a rarer word stands before a commoner one");
  for (int word = 0; word < t.size(); ++word) require(t.find(t.word(word)) == word, "a word is not found", t.word(word));
}

}  // namespace
}  // namespace epochs::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace epochs;
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  for (const auto chinese : {fuzz::Chinese::Words, fuzz::Chinese::Characters}) {
    const fuzz::Cut pieces = fuzz::cut(text, std::max<std::size_t>(data[0], 1), chinese);
    if (!is_valid_utf8(text)) continue;          // it may be anything, but only whole characters come from the decoder
    fuzz::require(pieces == fuzz::cut(text, text.size(), chinese), "pieces are cut otherwise than the whole");
    for (const auto& sentence : pieces.sentences)
      for (const std::string& word : sentence) fuzz::require_word(word);
    fuzz::require_sums(pieces);
  }
  return 0;
}
