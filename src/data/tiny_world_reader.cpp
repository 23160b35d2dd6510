#include "data/tiny_world_reader.hpp"

#include <algorithm>

#include "core/text.hpp"

namespace epochs::data::tiny {
namespace {

constexpr std::size_t kMostGrammarBytes = 1u << 20u, kMostLineBytes = 1'000;

}  // namespace

int Vocabulary::add(std::string_view word) {
  const auto found = index.find(word);
  if (found != index.end()) return found->second;
  words.emplace_back(word);
  return index.emplace(std::string(word), static_cast<int>(words.size()) - 1).first->second;
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> out;
  for (std::size_t at = text.find_first_not_of(" \t"); at != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_of(" \t", at), text.size());
    out.push_back(text.substr(at, end - at));
    at = text.find_first_not_of(" \t", end);
  }
  return out;
}

Result<std::vector<Section>> Reader::sections(std::string_view text) const {
  std::vector<Section> out;
  int number = 0;
  for (const std::string_view raw : split(text, '\n')) {
    const Line line{++number, trim(raw)};
    if (line.text.empty() || line.text.front() == '#') continue;
    if (line.text.size() > kMostLineBytes) return fault(number, "the line is longer than 1,000 bytes; break it up");
    if (std::any_of(line.text.begin(), line.text.end(), [](char c) { return static_cast<unsigned char>(c) < 32 && c != '\t'; }))
      return fault(number, "the line holds a control character; remove it");
    if (line.text.front() == '[') {
      if (line.text.back() != ']') return fault(number, "a section's name ends with \"]\"; add it");
      out.push_back({line, words_of(line.text.substr(1, line.text.size() - 2)), {}});
      if (out.back().title.empty()) return fault(number, "a section needs a name, for example [nouns animal]");
    } else if (out.empty()) {
      return fault(number, "this stands before the first section; begin with one, for example [nouns animal]");
    } else {
      out.back().lines.push_back(line);
    }
  }
  return out;
}

Result<void> Reader::known_sections(const std::vector<Section>& all) const {
  struct Known {
    std::string_view name;
    std::size_t words;
    const char* example;
  };
  constexpr Known kKnown[] = {{"nouns", 2, "[nouns animal]"},      {"verbs", 2, "[verbs deed]"},      {"adjectives", 2, "[adjectives quality]"},
                              {"words", 3, "[words time adverb]"}, {"parts", 2, "[parts english]"},   {"relation", 2, "[relation capital]"},
                              {"reason", 2, "[reason too]"},       {"topics", 1, "[topics]"},         {"phrase", 2, "[phrase np]"},
                              {"sentence", 2, "[sentence action]"}};
  for (const Section& section : all) {
    const auto found = std::find_if(std::begin(kKnown), std::end(kKnown), [&](const Known& known) { return known.name == section.title[0]; });
    if (found == std::end(kKnown))
      return fault(section.head.number, "there is no kind of section \"" + std::string(section.title[0]) + "\"; use nouns, verbs, adjectives, words, parts, relation, reason, topics, phrase or sentence");
    if (section.title.size() < found->words) return fault(section.head.number, "the section's name is too short; write it as in " + std::string(found->example));
  }
  return {};
}

Result<void> Reader::read(std::string_view text) {
  if (text.size() > kMostGrammarBytes) return Error{file_ + ": the file is larger than a megabyte; check that it is the right one."};
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (!is_valid_utf8(text)) return Error{file_ + ": this is not text in UTF-8; save it as UTF-8."};
  const auto all = sections(text);
  if (!all) return all.failure();
  if (const auto known = known_sections(all.value()); !known) return known.failure();
  if (const auto words = read_words(all.value()); !words) return words.failure();
  for (const Section& section : all.value())
    if (section.title[0] == "phrase" || section.title[0] == "sentence")
      if (const auto rules = read_rules(section); !rules) return rules.failure();
  if (grammar_.sentences.empty()) return Error{file_ + ": there is no sentence to make; add a section such as [sentence action]."};
  return {};
}

}  // namespace epochs::data::tiny
