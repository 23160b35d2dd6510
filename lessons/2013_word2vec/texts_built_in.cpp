#include <algorithm>
#include <array>
#include <map>
#include <mutex>
#include <utility>

#include "core/check.hpp"
#include "data/tiny_world.hpp"
#include "goods.hpp"
#include "texts.hpp"

namespace epochs::word2vec {
namespace {

using Sentences = std::vector<std::vector<std::string>>;

constexpr int kWorldSentences = 48'000, kOfAnyKind = 4, kPairs = 16'000, kBaskets = 6'000;
constexpr long kFewWords = 100;

// The words of one side, without marks.
std::vector<std::string> words_of_side(const data::WorldSide& side, Language language) {
  std::vector<std::string> out;
  for (const data::WorldToken& token : side.tokens)
    if (token.part != data::PartOfSpeech::Punctuation) out.push_back(tiny_world().words(language)[static_cast<std::size_t>(token.word)]);
  return out;
}

// The words of both sides in turn, each where it stands in its own sentence: word i of n goes before word j of m when i / n < j / m. Which word translates
// which is not told; that the two sentences mean the same is.
std::vector<std::string> in_turn(const std::vector<std::string>& english, const std::vector<std::string>& chinese) {
  std::vector<std::string> out;
  std::size_t e = 0, c = 0;
  while (e < english.size() || c < chinese.size()) {
    const bool first = c == chinese.size() || (e < english.size() && e * chinese.size() <= c * english.size());
    out.push_back(first ? english[e++] : chinese[c++]);
  }
  return out;
}

Sentences world_sentences(std::uint64_t seed, int count) {
  data::WorldStream stream(tiny_world(), {.seed = seed});
  Sentences out;
  for (int i = 0; i < count; ++i) out.push_back(words_of_side(stream.next().english, Language::English));
  return out;
}

// What the lesson reads: every fourth sentence of any kind, the others of the kinds that tell who lives where, who is he and who is she, and what is whose
// capital. In the mixture of all kinds such sentences are rare, and an analogy would take many times as many guesses as a class waits for.
Sentences lesson_world(std::uint64_t seed) {
  data::WorldStream any(tiny_world(), {.seed = seed}), telling(tiny_world(), {.seed = seed, .kinds = {"place", "because", "pronoun", "capital", "couple"}});
  Sentences out;
  for (int i = 0; i < kWorldSentences; ++i) out.push_back(words_of_side((i % kOfAnyKind == 0 ? any : telling).next().english, Language::English));
  return out;
}

Sentences bilingual_sentences(std::uint64_t seed, int count) {
  data::WorldStream stream(tiny_world(), {.seed = seed});
  Sentences out;
  for (int i = 0; i < count; ++i) {
    const data::WorldSentence& sentence = stream.next();
    out.push_back(in_turn(words_of_side(sentence.english, Language::English), words_of_side(sentence.chinese, Language::Chinese)));
  }
  return out;
}

Sentences few_sentences(std::uint64_t seed) {
  Sentences out;
  long words = 0;
  for (const auto& sentence : world_sentences(seed, static_cast<int>(kFewWords))) {
    if (words >= kFewWords) break;
    words += static_cast<long>(sentence.size());
    out.push_back(sentence);
  }
  return out;
}

Sentences sentences_of(Source source, std::uint64_t seed) {
  switch (source) {
    case Source::Shelf: return baskets(seed, kBaskets);
    case Source::World: return lesson_world(seed);
    case Source::Bilingual: return bilingual_sentences(seed, kPairs);
    case Source::Few: return few_sentences(seed);
    default: break;
  }
  EPOCHS_CHECK(false, "this text is not built in");
  return {};
}

}  // namespace

const data::TinyWorld& tiny_world() {
  static const data::TinyWorld shipped = data::TinyWorld::shipped();
  return shipped;
}

std::shared_ptr<const Text> generated_text(Source source, std::uint64_t seed, int sentences) {
  EPOCHS_CHECK(source == Source::World || source == Source::Bilingual, "this text is not generated");
  auto made = text_of_sentences(source, source == Source::World ? world_sentences(seed, sentences) : bilingual_sentences(seed, sentences));
  EPOCHS_CHECK(made.ok(), "a generated text has two words");
  return made.value();
}

std::shared_ptr<const Text> built_in_text(Source source, std::uint64_t seed) {
  // Twins, restored runs and rehearsals read the same text: it is kept as long as somebody does. Steps go back and forth between two or three, and
  // making one takes many frames: the last few are kept beyond that.
  static std::mutex mutex;
  static std::map<std::pair<Source, std::uint64_t>, std::weak_ptr<const Text>> kept;
  static std::array<std::shared_ptr<const Text>, kLastTexts> last;
  const std::scoped_lock lock(mutex);
  std::weak_ptr<const Text>& place = kept[{source, seed}];
  std::shared_ptr<const Text> text = place.lock();
  if (!text) {
    auto made = text_of_sentences(source, sentences_of(source, seed));
    EPOCHS_CHECK(made.ok(), "a built-in text has two words");
    place = text = made.value();
  }
  auto at = std::find(last.begin(), last.end(), text);
  if (at == last.end()) *--at = text;                      // in the place of the one that was asked for longest ago
  std::rotate(last.begin(), at, at + 1);
  return text;
}

}  // namespace epochs::word2vec
