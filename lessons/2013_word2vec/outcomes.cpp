#include "outcomes.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "data/tiny_world.hpp"
#include "texts.hpp"

namespace epochs::word2vec {
namespace {

constexpr int kHeard = 6'000;                    // sentences in which every animal comes up
constexpr int kHeardForParts = 2'000;            // sentences in which the words that are named come up
constexpr double kOftenBeside = 0.05;

std::set<std::string, std::less<>> animals() {
  const data::TinyWorld world = data::TinyWorld::shipped();
  data::WorldStream stream(world, {});
  std::set<std::string, std::less<>> out;
  for (int i = 0; i < kHeard; ++i)
    for (const data::WorldToken& token : stream.next().english.tokens)
      if (world.category_of(token) == "animal") out.insert(world.words(Language::English)[static_cast<std::size_t>(token.word)]);
  return out;
}

}  // namespace

namespace {

// Of each word how often it was one of these, less how often another part of speech.
std::map<std::string, int, std::less<>> content_counts() {
  const data::TinyWorld& world = tiny_world();
  data::WorldStream stream(world, {});
  std::map<std::string, int, std::less<>> out;
  for (int i = 0; i < kHeardForParts; ++i) {
    const data::WorldSentence& sentence = stream.next();
    for (const Language language : {Language::English, Language::Chinese})
      for (const data::WorldToken& token : (language == Language::English ? sentence.english : sentence.chinese).tokens) {
        const bool content = token.part == data::PartOfSpeech::Noun || token.part == data::PartOfSpeech::Name || token.part == data::PartOfSpeech::Verb || token.part == data::PartOfSpeech::Adjective;
        out[world.words(language)[static_cast<std::size_t>(token.word)]] += content ? 1 : -1;
      }
  }
  return out;
}

}  // namespace

bool names_something(std::string_view word) {
  static const std::map<std::string, int, std::less<>> counts = content_counts();
  const auto found = counts.find(word);
  return found != counts.end() && found->second > 0;
}

bool is_animal(std::string_view word) {
  static const std::set<std::string, std::less<>> all = animals();
  return all.contains(word);
}

bool stands_beside(const Text& text, int word, int other) {
  long places = 0, beside = 0;
  const auto size = static_cast<std::ptrdiff_t>(text.ids.size());
  const auto at = [&](std::ptrdiff_t i) { return text.ids[static_cast<std::size_t>(i)]; };
  for (std::ptrdiff_t i = 0; i < size; ++i) {
    if (at(i) != word) continue;
    ++places;
    bool found = false;
    for (const int way : {-1, 1})
      for (std::ptrdiff_t j = i + way; j >= 0 && j < size && std::abs(j - i) <= 2 && at(j) != kSentenceEnd; j += way) found = found || at(j) == other;
    beside += found;
  }
  return places > 0 && static_cast<double>(beside) >= kOftenBeside * static_cast<double>(places);
}

}  // namespace epochs::word2vec
