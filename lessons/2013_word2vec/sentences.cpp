#include "sentences.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "data/pieces.hpp"
#include "data/tiny_world.hpp"

namespace epochs::word2vec {
namespace {

constexpr std::size_t kLongestWordLetters = 64, kLongestRun = 3 * 1024;
constexpr int kWrapped = 50;

bool is_ideograph(char32_t c) { return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF); }

bool is_letter(char32_t c) {
  if (c < 0x80) return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || (c >= U'0' && c <= U'9');
  if (c < 0xC0 || c == 0xD7 || c == 0xF7 || (c >= 0x2000 && c <= 0x2BFF) || is_ideograph(c)) return false;
  return !(c >= 0x3000 && c <= 0x303F) && !(c >= 0xFE00 && c <= 0xFFFF) && !(c >= 0xE000 && c <= 0xF8FF) && c < 0x1F000;
}

// Latin, Greek and Cyrillic; other scripts stay as they are.
char32_t lower(char32_t c) {
  if (c < 0xC0) return c >= U'A' && c <= U'Z' ? c + 32 : c;
  if ((c <= 0xDE && c != 0xD7) || (c >= 0x391 && c <= 0x3A9) || (c >= 0x410 && c <= 0x42F)) return c + 32;
  if (c >= 0x400 && c <= 0x40F) return c + 80;
  return c >= 0x100 && c <= 0x137 && c % 2 == 0 && c != 0x130 ? c + 1 : c;
}

bool is_apostrophe(char32_t c) { return c == U'\'' || c == 0x2019; }
bool is_stop(char32_t c) { return c == U'!' || c == U'?' || c == 0x2026 || c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0xFF1B; }

const data::WordList& chinese_word_list() {
  static const data::WordList list{data::TinyWorld::shipped().words(Language::Chinese)};
  return list;
}

}  // namespace

Chinese chinese_of(Source source) { return source == Source::Poems ? Chinese::Characters : Chinese::Words; }

// ---- Cutting -----------------------------------------------------------------------------------------------------------

void SentenceCutter::end_latin() {
  if (!latin_.empty()) word_(std::exchange(latin_, {}));
  letters_ = 0;
  apostrophe_ = false;
}

void SentenceCutter::end_run() {
  if (run_.empty()) return;
  for (const std::string_view piece : chinese_ == Chinese::Words ? chinese_word_list().split(run_) : data::split_characters(run_)) word_(std::string(piece));
  run_.clear();
}

void SentenceCutter::end_sentence() {
  end_latin();
  end_run();
  end_();
}

void SentenceCutter::take(char32_t c) {
  const bool letter = is_letter(c), ideograph = is_ideograph(c);
  if (stop_ && !letter) end_sentence();          // "3.14" and "U.S" go on
  stop_ = false;
  if (!ideograph || run_.size() > kLongestRun) end_run();
  if (c == U'\n') {
    if (column_ < kWrapped) end_sentence();      // an empty line too
    else end_latin();
    column_ = 0;
    return;
  }
  column_ += c >= 0x2E80 ? 2 : 1;
  if (letter) {
    if (letters_ >= kLongestWordLetters) end_latin();
    if (std::exchange(apostrophe_, false)) latin_ += '\'';
    append_utf8(latin_, lower(c));
    ++letters_;
    return;
  }
  if (is_apostrophe(c) && letters_ > 0 && !apostrophe_) {
    apostrophe_ = true;
    return;
  }
  end_latin();
  if (ideograph) append_utf8(run_, c);
  if (is_stop(c)) end_sentence();
  stop_ = c == U'.';
}

void SentenceCutter::take(std::string_view utf8) {
  for (const char32_t c : decode_utf8(utf8)) take(c);
}

void SentenceCutter::finish() { end_sentence(); }

std::vector<std::string> words_of_line(std::string_view line, Source source) {
  std::vector<std::string> out;
  SentenceCutter cutter(chinese_of(source), [&](const std::string& word) { out.push_back(word); }, [] {});
  cutter.take(line);
  cutter.finish();
  return out;
}

// ---- Gathering ---------------------------------------------------------------------------------------------------------

void TextBuilder::add(const std::string& word) {
  if (full()) {
    left_out_ = true;
    return;
  }
  const auto [at, fresh] = place_.try_emplace(word, static_cast<int>(words_.size()));
  if (fresh) words_.push_back(word), counts_.push_back(0);
  ++counts_[static_cast<std::size_t>(at->second)];
  ids_.push_back(at->second);
  ++words_read_;
  if (words_.size() > kMostCounted) forget_rare();
}

void TextBuilder::end_sentence() {
  if (!ids_.empty() && ids_.back() != kSentenceEnd) ids_.push_back(kSentenceEnd);
}

std::vector<std::size_t> TextBuilder::order() const {
  std::vector<std::size_t> out(words_.size());
  std::iota(out.begin(), out.end(), std::size_t{0});
  std::stable_sort(out.begin(), out.end(), [this](std::size_t a, std::size_t b) { return counts_[a] > counts_[b]; });
  out.resize(std::min<std::size_t>(out.size(), static_cast<std::size_t>(kMostWords)));
  return out;
}

void TextBuilder::renumber(const std::vector<int>& to) {
  std::size_t kept = 0;
  for (const int id : ids_) {
    const int now = id == kSentenceEnd ? kSentenceEnd : to[static_cast<std::size_t>(id)];
    if (id != kSentenceEnd && now < 0) continue;
    if (now == kSentenceEnd && (kept == 0 || ids_[kept - 1] == kSentenceEnd)) continue;      // nothing is left of its sentence
    ids_[kept++] = now;
  }
  ids_.resize(kept);
}

void TextBuilder::forget_rare() {
  std::vector<int> to(words_.size(), -1);
  long rarest = 0;                               // words counted so often or less go
  const auto left = [&] { return static_cast<std::size_t>(std::count_if(counts_.begin(), counts_.end(), [&](long count) { return count > rarest; })); };
  do ++rarest;
  while (left() > kMostCounted / 2);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < words_.size(); ++i) {
    if (counts_[i] <= rarest) continue;
    to[i] = static_cast<int>(kept);
    if (kept != i) words_[kept] = std::move(words_[i]), counts_[kept] = counts_[i];
    ++kept;
  }
  words_.resize(kept), counts_.resize(kept);
  place_.clear();
  for (std::size_t i = 0; i < kept; ++i) place_.emplace(words_[i], static_cast<int>(i));
  renumber(to);
}

Result<std::shared_ptr<const Text>> TextBuilder::finish(Source source, std::string name, Extent extent) {
  if (words_.size() < 2) {
    const std::string which = name.empty() ? "The text" : name, chinese = name.empty() ? "这段文本" : name;
    return Error{which + " holds fewer than two different words; take a longer text.", chinese + " 中不同的词少于两个；请换一段更长的文本。"};
  }
  end_sentence();
  auto out = std::make_shared<Text>();
  out->source = source, out->extent = left_out_ ? Extent::Beginning : extent;
  out->name = std::move(name);
  std::vector<int> to(words_.size(), -1);
  for (const std::size_t i : order()) {
    to[i] = out->size();
    out->id_of.emplace(words_[i], out->size());
    out->words.push_back(words_[i]);
    out->counts.push_back(counts_[i]);
    out->languages.push_back(language_of(words_[i]));
  }
  renumber(to);
  out->ids = std::move(ids_);
  out->total = static_cast<long>(std::count_if(out->ids.begin(), out->ids.end(), [](int id) { return id != kSentenceEnd; }));
  *this = {};
  return std::shared_ptr<const Text>(std::move(out));
}

}  // namespace epochs::word2vec
