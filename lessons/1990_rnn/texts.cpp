#include "texts.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <unordered_map>
#include <utility>

#include "core/check.hpp"
#include "core/text.hpp"
#include "data/tiny_world.hpp"
#include "text_builder.hpp"

namespace epochs::recurrent {
namespace {

constexpr std::size_t kWorldCharacters = 400'000;
constexpr char32_t kRare = U'□';
constexpr int kMostLineEnds = 2;                 // in a row: a paragraph ends; more say nothing

using Ids = std::unordered_map<char32_t, int>;

std::string utf8_of(char32_t character) {
  std::string out;
  append_utf8(out, character);
  return out;
}

bool is_blank(char32_t c) { return c == ' ' || c == '\t' || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F; }
bool is_line_end(char32_t c) { return c == '\n' || c == '\r' || c == '\f' || c == '\v' || c == 0x85 || c == 0x2028 || c == 0x2029; }
// Controls, marks of order and what takes no room: nobody could see them in what the network writes.
bool is_invisible(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF; }

// The commonest first; of those that are too many the rarest stand under one symbol, the last.
Ids number(const std::vector<char32_t>& characters, std::vector<std::string>& symbols) {
  std::unordered_map<char32_t, long> counts;
  for (const char32_t c : characters) ++counts[c];
  std::vector<std::pair<char32_t, long>> order(counts.begin(), counts.end());
  std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.second != b.second ? a.second > b.second : a.first < b.first; });
  Ids ids;
  const bool all = order.size() <= static_cast<std::size_t>(kMostSymbols);
  if (!all) order.resize(kMostSymbols - 1);
  for (const auto& [character, count] : order) {
    ids.emplace(character, static_cast<int>(symbols.size()));
    symbols.push_back(utf8_of(character));
  }
  if (!all && ids.emplace(kRare, static_cast<int>(symbols.size())).second) symbols.push_back(utf8_of(kRare));
  return ids;
}

Error too_short(const std::string& name, std::size_t characters) {
  const std::string english = name.empty() ? "The text has " : name + ": the text has ", chinese = name.empty() ? "文本只有 " : name + "：文本只有 ";
  return {english + std::to_string(characters) + " characters; take one of at least " + std::to_string(kFewestCharacters) + ".",
          chinese + std::to_string(characters) + " 个字符；请换一篇至少 " + std::to_string(kFewestCharacters) + " 个字符的。"};
}

}  // namespace

// ---- Gathering ---------------------------------------------------------------------------------------------------------

void TextBuilder::take(std::string_view utf8) {
  for (const char32_t c : decode_utf8(utf8)) {
    if (full()) return;
    keep(c);
  }
}

void TextBuilder::keep(char32_t c) {
  const char32_t before = std::exchange(before_, c);
  if (is_line_end(c)) {
    if (c != '\n' || before != '\r') add('\n');
  } else if (is_blank(c)) {
    if (characters_.empty() || characters_.back() != ' ') add(' ');
  } else if (!is_invisible(c)) {
    add(c);
  }
}

void TextBuilder::add(char32_t c) {
  const auto ends = std::find_if(characters_.rbegin(), characters_.rend(), [](char32_t each) { return each != '\n'; }) - characters_.rbegin();
  if (c == '\n' && ends >= kMostLineEnds) return;
  if (characters_.size() == kMostCharacters)
    extent_ = Extent::Beginning;
  else
    characters_.push_back(c);
}

Result<std::shared_ptr<const Text>> TextBuilder::finish(Source source, std::string name) {
  if (characters_.size() < static_cast<std::size_t>(kFewestCharacters)) return too_short(name, characters_.size());
  auto text = std::make_shared<Text>();
  text->source = source, text->extent = extent_, text->name = std::move(name);
  const Ids ids = number(characters_, text->symbols);
  const std::size_t learned = characters_.size() - characters_.size() / 10;
  text->learn.reserve(learned), text->held_out.reserve(characters_.size() - learned);
  const auto rare = ids.find(kRare);
  for (std::size_t i = 0; i < characters_.size(); ++i) {
    const auto at = ids.find(characters_[i]);
    (i < learned ? text->learn : text->held_out).push_back((at == ids.end() ? rare : at)->second);
  }
  if (text->size() < 2) return Error{(text->name.empty() ? "The text" : text->name + ": the text") + " is one and the same character all along; take one with at least two.", (text->name.empty() ? "文本" : text->name + "：文本") + "通篇只有同一个字符；请换一篇至少有两种字符的。"};
  return std::shared_ptr<const Text>(std::move(text));
}

// ---- Texts -------------------------------------------------------------------------------------------------------------

int Text::find(std::string_view symbol) const {
  const auto at = std::find(symbols.begin(), symbols.end(), symbol);
  return at == symbols.end() ? -1 : static_cast<int>(at - symbols.begin());
}

std::vector<int> Text::encode(std::string_view text) const {
  std::vector<int> out;
  for (const char32_t c : decode_utf8(text))
    if (const int id = find(utf8_of(c)); id >= 0) out.push_back(id);
  return out;
}

std::string Text::decode(const std::vector<int>& ids) const {
  std::string out;
  for (const int id : ids) out += symbols[static_cast<std::size_t>(id)];
  return out;
}

Result<std::shared_ptr<const Text>> text_of(Source source, std::string_view utf8, std::string name) {
  TextBuilder builder;
  builder.take(utf8);
  return builder.finish(source, std::move(name));
}

std::shared_ptr<const Text> world_text(std::uint64_t seed) {
  // Twins, restored runs and rehearsals read the same text: it is kept as long as somebody does.
  static std::mutex mutex;
  static std::map<std::uint64_t, std::weak_ptr<const Text>> kept;
  static const data::TinyWorld world = data::TinyWorld::shipped();
  const std::scoped_lock lock(mutex);
  std::weak_ptr<const Text>& place = kept[seed];
  if (auto text = place.lock()) return text;
  data::WorldStream stream(world, {.seed = seed});
  std::string lines;
  lines.reserve(kWorldCharacters + 200);
  while (lines.size() < kWorldCharacters) lines += world.text_of(stream.next(), Language::English) + "\n";
  lines.resize(kWorldCharacters);                // English: a byte is a character
  auto made = text_of(Source::World, lines);
  EPOCHS_CHECK(made.ok(), "TinyWorld is long enough");
  place = made.value();
  return made.value();
}

}  // namespace epochs::recurrent
