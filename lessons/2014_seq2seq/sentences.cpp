#include "sentences.hpp"

#include <algorithm>
#include <set>

#include "core/check.hpp"
#include "nn/ops/cross_entropy.hpp"

namespace epochs::translation {
namespace {

constexpr int kLearnDraws = 40'000, kHeldOutDraws = 4'000;
constexpr std::uint64_t kCorpusSeed = 2014;

struct Drawn {
  std::vector<std::string> english, chinese;
  std::vector<data::WordLink> links;
  int kind = 0;
  bool operator<(const Drawn& other) const { return english != other.english ? english < other.english : chinese < other.chinese; }
};

std::vector<std::string> words_of(const data::TinyWorld& world, const data::WorldSentence& sentence, Language language) {
  std::vector<std::string> out;
  for (const data::WorldToken& token : sentence.side(language).tokens) out.push_back(world.words(language)[static_cast<std::size_t>(token.word)]);
  return out;
}

std::set<Drawn> draw_all(const data::TinyWorld& world, data::WorldSplit split, int count) {
  data::WorldStream stream(world, {.seed = kCorpusSeed, .split = split});
  std::set<Drawn> out;
  for (int i = 0; i < count; ++i) {
    const data::WorldSentence& sentence = stream.next();
    if (sentence.english.tokens.size() <= static_cast<std::size_t>(kMostWords))
      out.insert({words_of(world, sentence, Language::English), words_of(world, sentence, Language::Chinese), sentence.links, sentence.kind});
  }
  return out;
}

Vocabulary vocabulary_of(Language language, const std::set<std::string>& words) {
  Vocabulary out;
  out.language = language;
  out.words = {"", "<start>", "<end>"};
  out.words.insert(out.words.end(), words.begin(), words.end());
  for (int id = 0; id < out.size(); ++id) out.ids.emplace(out.word(id), id);
  return out;
}

bool known(const Vocabulary& vocabulary, const std::vector<std::string>& words) {
  return std::all_of(words.begin(), words.end(), [&](const std::string& word) { return vocabulary.ids.count(word) > 0; });
}

std::vector<int> ids_of(const Vocabulary& vocabulary, const std::vector<std::string>& words) {
  std::vector<int> out;
  for (const std::string& word : words) out.push_back(vocabulary.id_of(word));
  return out;
}

void set_thirds(Corpus& corpus) {
  std::vector<int> lengths;
  for (const Pair& pair : corpus.held_out) lengths.push_back(static_cast<int>(pair.source.size()));
  std::sort(lengths.begin(), lengths.end());
  for (std::size_t third = 0; third < kThirds; ++third) corpus.longest[third] = lengths[(third + 1) * lengths.size() / kThirds - 1];
}

const std::vector<std::string>& side(const Drawn& drawn, Language language) { return language == Language::English ? drawn.english : drawn.chinese; }

// Words that only held-out sentences have would never be learned.
Vocabulary learned_words(const std::set<Drawn>& learn, Language language) {
  std::set<std::string> words;
  for (const Drawn& drawn : learn) words.insert(side(drawn, language).begin(), side(drawn, language).end());
  return vocabulary_of(language, words);
}

std::vector<Link> links_of(const Drawn& drawn, Language from) {
  std::vector<Link> out;
  for (const data::WordLink& link : drawn.links) out.push_back(from == Language::English ? Link{link.english, link.chinese} : Link{link.chinese, link.english});
  std::sort(out.begin(), out.end(), [](const Link& a, const Link& b) { return a.target != b.target ? a.target < b.target : a.source < b.source; });
  return out;
}

std::shared_ptr<const Corpus> make_corpus(Language from) {
  const data::TinyWorld world = data::TinyWorld::shipped();
  const std::set<Drawn> learn = draw_all(world, data::WorldSplit::Training, kLearnDraws), held_out = draw_all(world, data::WorldSplit::HeldOut, kHeldOutDraws);
  const Language into = from == Language::English ? Language::Chinese : Language::English;
  auto out = std::make_shared<Corpus>();
  out->source = learned_words(learn, from), out->target = learned_words(learn, into);
  const auto add = [&](const Drawn& drawn, std::vector<Pair>& to) {
    const std::vector<std::string>&read = side(drawn, from), &written = side(drawn, into);
    if (known(out->source, read) && known(out->target, written)) to.push_back({ids_of(out->source, read), ids_of(out->target, written), links_of(drawn, from), drawn.kind});
  };
  for (const Drawn& drawn : learn) add(drawn, out->learn);
  for (const Drawn& drawn : held_out) add(drawn, out->held_out);
  set_thirds(*out);
  return out;
}

}  // namespace

bool Pair::crosses() const {
  for (std::size_t i = 0; i < links.size(); ++i)
    for (std::size_t j = i + 1; j < links.size(); ++j)
      if ((links[i].source - links[j].source) * (links[i].target - links[j].target) < 0) return true;
  return false;
}

int Vocabulary::id_of(std::string_view word) const {
  const auto found = ids.find(word);
  return found == ids.end() ? -1 : found->second;
}

int Corpus::third_of(const Pair& pair) const {
  int third = 0;
  while (third + 1 < kThirds && static_cast<int>(pair.source.size()) > longest[static_cast<std::size_t>(third)]) ++third;
  return third;
}

const std::shared_ptr<const Corpus>& corpus(Language from) {
  static const std::shared_ptr<const Corpus> english = make_corpus(Language::English);
  if (from == Language::English) return english;
  static const std::shared_ptr<const Corpus> chinese = make_corpus(Language::Chinese);
  return chinese;
}

std::string spelled(const Vocabulary& vocabulary, const std::vector<int>& ids) {
  std::string out;
  for (const int id : ids) {
    if (!out.empty() && vocabulary.language == Language::English) out += ' ';
    out += vocabulary.word(id);
  }
  return out;
}

Batch batch_of(const std::vector<const Pair*>& pairs) {
  EPOCHS_CHECK(!pairs.empty(), "a batch needs a sentence");
  Batch out;
  out.rows = static_cast<int>(pairs.size()), out.pairs = pairs;
  for (const Pair* pair : pairs) {
    out.source_steps = std::max(out.source_steps, static_cast<int>(pair->source.size()));
    out.target_steps = std::max(out.target_steps, static_cast<int>(pair->target.size()) + 1);
  }
  for (int row = 0; row < out.rows; ++row) {
    const Pair& pair = *pairs[static_cast<std::size_t>(row)];
    out.source.insert(out.source.end(), pair.source.begin(), pair.source.end());
    out.source.resize(static_cast<std::size_t>((row + 1) * out.source_steps), kPad);
    out.lengths.push_back(static_cast<std::ptrdiff_t>(pair.source.size()));
    out.last_rows.push_back(row * out.source_steps + static_cast<int>(pair.source.size()) - 1);
    out.said.push_back(kStart);
    out.said.insert(out.said.end(), pair.target.begin(), pair.target.end());
    out.said.resize(static_cast<std::size_t>((row + 1) * out.target_steps), kPad);
    out.wanted.insert(out.wanted.end(), pair.target.begin(), pair.target.end());
    out.wanted.push_back(kEnd);
    out.wanted.resize(static_cast<std::size_t>((row + 1) * out.target_steps), nn::kIgnored);
    out.words += static_cast<long>(pair.target.size()) + 1;
  }
  return out;
}

Batch draw_batch(const Corpus& corpus, Random& random, int rows, int most) {
  std::vector<const Pair*> pairs;
  const auto count = static_cast<std::uint32_t>(corpus.learn.size());
  while (static_cast<int>(pairs.size()) < rows) {
    const Pair& pair = corpus.learn[random.below(count)];
    if (static_cast<int>(pair.source.size()) <= most) pairs.push_back(&pair);
  }
  return batch_of(pairs);
}

}  // namespace epochs::translation
