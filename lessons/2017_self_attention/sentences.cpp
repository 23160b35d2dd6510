#include "sentences.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "core/check.hpp"
#include "data/tiny_world.hpp"
#include "nn/ops/cross_entropy.hpp"

namespace epochs::self_attention {
namespace {

using data::PartOfSpeech;
using data::WorldSentence;
using data::WorldSide;

constexpr int kLearnDraws = 14000, kHeldOutDraws = 6000;

struct Drawn {
  std::vector<std::string> words;
  std::vector<PartOfSpeech> parts;
  Sentence sentence;                             // places only
  bool operator<(const Drawn& other) const { return words < other.words; }
};

bool is_it(const data::TinyWorld& world, const data::WorldToken& token) {
  return world.words(Language::English)[static_cast<std::size_t>(token.word)] == "it";
}

// Both nouns could be "it": one each of animals, things, places. `nouns`: their places in English.
bool ambiguous(const data::TinyWorld& world, const WorldSide& side, const std::vector<int>& nouns) {
  static const std::set<std::string_view> people{"person", "speaker", "folk"};
  if (nouns.size() != 2 || side.referents.size() != 1 || !is_it(world, side.tokens[static_cast<std::size_t>(side.referents[0].pronoun)])) return false;
  for (const int place : nouns) {
    const data::WorldToken& token = side.tokens[static_cast<std::size_t>(place)];
    if (token.plural || people.count(world.category_of(token)) > 0) return false;
  }
  return true;
}

std::vector<int> places_of(const WorldSide& side, PartOfSpeech part) {
  std::vector<int> out;
  for (std::size_t i = 0; i < side.tokens.size(); ++i)
    if (side.tokens[i].part == part) out.push_back(static_cast<int>(i));
  return out;
}

bool draw(const data::TinyWorld& world, const WorldSentence& from, Language language, Drawn& out) {
  const std::vector<int> english = places_of(from.english, PartOfSpeech::Noun);
  if (!ambiguous(world, from.english, english)) return false;
  const WorldSide& side = from.side(language);
  const std::vector<int> nouns = places_of(side, PartOfSpeech::Noun), adjectives = places_of(side, PartOfSpeech::Adjective);
  if (nouns.size() != 2 || adjectives.empty() || side.referents.size() != 1) return false;
  out = {};
  for (const data::WorldToken& token : side.tokens) {
    out.words.push_back(world.words(language)[static_cast<std::size_t>(token.word)]);
    out.parts.push_back(token.part);
  }
  const auto kind = [&](std::size_t i) { return world.category_of(from.english.tokens[static_cast<std::size_t>(english[i])]); };
  out.sentence.subject = nouns[0], out.sentence.object = nouns[1], out.sentence.adjective = adjectives.back();
  out.sentence.pronoun = side.referents[0].pronoun, out.sentence.referent = side.referents[0].noun;
  out.sentence.alike = kind(0) == kind(1);
  return true;
}

std::set<Drawn> draw_all(const data::TinyWorld& world, Language language, data::WorldSplit split, int count) {
  data::WorldStream stream(world, {.seed = 2017, .split = split, .kinds = {"because"}});
  std::set<Drawn> out;
  Drawn drawn;
  for (int i = 0; i < count; ++i)
    if (draw(world, stream.next(), language, drawn)) out.insert(drawn);
  return out;
}

Sentence with_ids(const Corpus& corpus, const Drawn& drawn) {
  Sentence out = drawn.sentence;
  for (const std::string& word : drawn.words) out.words.push_back(corpus.ids.find(word)->second);
  return out;
}

std::shared_ptr<const Corpus> make_corpus(Language language) {
  const data::TinyWorld world = data::TinyWorld::shipped();
  const std::set<Drawn> learn = draw_all(world, language, data::WorldSplit::Training, kLearnDraws), held_out = draw_all(world, language, data::WorldSplit::HeldOut, kHeldOutDraws);
  auto out = std::make_shared<Corpus>();
  out->language = language;
  std::map<std::string, PartOfSpeech> parts;     // words that only held-out sentences have would never be learned: those sentences are left out
  for (const Drawn& drawn : learn)
    for (std::size_t i = 0; i < drawn.words.size(); ++i) parts.emplace(drawn.words[i], drawn.parts[i]);
  for (const auto& [word, part] : parts) {
    out->ids.emplace(word, out->size());
    out->words.push_back(word);
    out->nouns.push_back(part == PartOfSpeech::Noun), out->adjectives.push_back(part == PartOfSpeech::Adjective);
  }
  for (const Drawn& drawn : learn) out->learn.push_back(with_ids(*out, drawn));
  for (const Drawn& drawn : held_out)
    if (std::all_of(drawn.words.begin(), drawn.words.end(), [&](const std::string& word) { return out->ids.count(word) > 0; })) out->held_out.push_back(with_ids(*out, drawn));
  return out;
}

bool differ_in_adjective(const Sentence& a, const Sentence& b) {
  if (a.words.size() != b.words.size() || a.adjective != b.adjective || a.referent == b.referent) return false;
  for (std::size_t i = 0; i < a.words.size(); ++i)
    if (static_cast<int>(i) != a.adjective && a.words[i] != b.words[i]) return false;
  return true;
}

// The wanted adjective first: of several, the one that says it most plainly is the one of the published example.
const Sentence* find_counterpart(const Corpus& corpus, const Sentence& sentence, std::string_view wanted) {
  const Sentence* found = nullptr;
  for (const auto* part : {&corpus.learn, &corpus.held_out})
    for (const Sentence& each : *part) {
      if (!differ_in_adjective(sentence, each)) continue;
      if (corpus.word(each.at(each.adjective)) == wanted) return &each;
      if (!found) found = &each;
    }
  return found;
}

}  // namespace

int Corpus::id_of(std::string_view word) const {
  const auto found = ids.find(word);
  return found == ids.end() ? -1 : found->second;
}

std::vector<std::string> Corpus::spelled(const Sentence& sentence) const {
  std::vector<std::string> out;
  for (const int id : sentence.words) out.push_back(word(id));
  return out;
}

const std::shared_ptr<const Corpus>& corpus(Language language) {
  static const std::shared_ptr<const Corpus> english = make_corpus(Language::English), chinese = make_corpus(Language::Chinese);
  return language == Language::English ? english : chinese;
}

const Sentence* counterpart(const Corpus& corpus, const Sentence& sentence) {
  const bool english = corpus.language == Language::English;
  const std::string& adjective = corpus.word(sentence.at(sentence.adjective));
  const std::string_view tired = english ? "tired" : "累", wide = english ? "wide" : "宽";
  return find_counterpart(corpus, sentence, adjective == tired ? wide : tired);
}

const Sentence* mirrored_in(const Corpus& corpus, const Sentence& sentence) {
  std::vector<int> words = sentence.words;
  std::swap(words[static_cast<std::size_t>(sentence.subject)], words[static_cast<std::size_t>(sentence.object)]);
  return words == sentence.words ? nullptr : known_sentence(corpus, words);
}

const Sentence* known_sentence(const Corpus& corpus, const std::vector<int>& words) {
  for (const auto* part : {&corpus.learn, &corpus.held_out})
    for (const Sentence& each : *part)
      if (each.words == words) return &each;
  return nullptr;
}

const Sentence& example(const Corpus& corpus) {
  const bool english = corpus.language == Language::English;
  const Typed typed = read_typed(corpus, english ? "the animal did not cross the street because it was too tired ." : "动物 没有 过 马路 ， 因为 它 太 累 了 。");
  const Sentence* found = known_sentence(corpus, typed.sentence.words);
  return found ? *found : corpus.learn.front();
}

// ---- Batches -----------------------------------------------------------------------------------------------------------

// A hash of the words (FNV-1a), so that a sentence keeps its label.
int label_of(const Sentence& sentence, Labels labels) {
  if (labels == Labels::True) return sentence.referent;
  std::uint64_t hash = 14695981039346656037ULL;
  for (const int word : sentence.words) hash = (hash ^ static_cast<std::uint64_t>(word)) * 1099511628211ULL;
  return (hash >> 32) % 2 == 0 ? sentence.subject : sentence.object;
}

Batch batch_of(const std::vector<const Sentence*>& sentences, Labels labels) {
  EPOCHS_CHECK(!sentences.empty(), "a batch has a sentence");
  Batch out;
  out.sentences = sentences, out.rows = static_cast<int>(sentences.size());
  for (const Sentence* each : sentences) out.steps = std::max(out.steps, static_cast<int>(each->words.size()));
  const auto steps = static_cast<std::size_t>(out.steps);
  out.ids.assign(steps * sentences.size(), 0), out.targets.assign(sentences.size(), nn::kIgnored);
  for (std::size_t row = 0; row < sentences.size(); ++row) {
    const Sentence& each = *sentences[row];
    std::copy(each.words.begin(), each.words.end(), out.ids.begin() + static_cast<std::ptrdiff_t>(row * steps));
    if (const int label = label_of(each, labels); label >= 0) out.targets[row] = each.at(label);
    out.lengths.push_back(static_cast<std::ptrdiff_t>(each.words.size()));
  }
  return out;
}

Batch draw_batch(const Corpus& corpus, Random& random, int rows, Labels labels) {
  EPOCHS_CHECK(rows >= 1, "a batch has rows");
  std::vector<const Sentence*> sentences;
  for (int row = 0; row < rows; ++row) sentences.push_back(&corpus.learn[random.below(static_cast<std::uint32_t>(corpus.learn.size()))]);
  return batch_of(sentences, labels);
}

}  // namespace epochs::self_attention
