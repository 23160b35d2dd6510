#include "exam.hpp"

#include <algorithm>
#include <map>
#include <mutex>

#include "core/check.hpp"
#include "nn/tape.hpp"

namespace epochs::self_attention {
namespace {

constexpr std::size_t kTogether = 64;            // sentences read at once
constexpr std::size_t kShortSentences = 96, kShortPairs = 32;

template <class T>
std::vector<T> spread(const std::vector<T>& all, std::size_t count) {
  if (all.size() <= count) return all;
  std::vector<T> out;
  for (std::size_t i = 0; i < count; ++i) out.push_back(all[i * all.size() / count]);
  return out;
}

}  // namespace

ExamPaper exam_paper(const Corpus& corpus, std::size_t sentences, std::size_t pairs) {
  ExamPaper out;
  std::vector<const Sentence*> all;
  std::vector<SentencePair> both, mirrored;
  for (const Sentence& each : corpus.held_out) all.push_back(&each);
  out.sentences = spread(all, sentences);
  for (const Sentence* each : spread(all, 2 * pairs))
    if (const Sentence* other = counterpart(corpus, *each)) both.emplace_back(each, other);
  out.pairs = spread(both, pairs);
  for (const Sentence* each : all)
    if (const Sentence* other = mirrored_in(corpus, *each)) mirrored.emplace_back(each, other);
  for (const Sentence& each : corpus.learn)
    if (const Sentence* other = mirrored.size() < pairs ? mirrored_in(corpus, each) : nullptr) mirrored.emplace_back(&each, other);
  out.mirrored = spread(mirrored, pairs);
  return out;
}

const ExamPaper& short_paper(const Corpus& corpus) {
  static std::mutex mutex;
  static std::map<const Corpus*, ExamPaper> kept;              // one a language
  const std::scoped_lock lock(mutex);
  ExamPaper& paper = kept[&corpus];
  if (paper.sentences.empty()) paper = exam_paper(corpus, kShortSentences, kShortPairs);
  return paper;
}

std::vector<int> answers(const Network& network, const std::vector<const Sentence*>& sentences, Way way) {
  std::vector<int> out;
  nn::Tape tape(nn::Mode::Infer);
  for (std::size_t first = 0; first < sentences.size(); first += kTogether) {
    const std::vector<const Sentence*> some(sentences.begin() + static_cast<std::ptrdiff_t>(first), sentences.begin() + static_cast<std::ptrdiff_t>(std::min(sentences.size(), first + kTogether)));
    const Batch batch = batch_of(some);
    tape.begin();
    const Matrix& logits = tape.value(network.logits(tape, batch, way));
    for (std::size_t row = 0; row < some.size(); ++row) {
      Index best = 0;
      logits.row(static_cast<Index>(row)).maxCoeff(&best);
      out.push_back(static_cast<int>(best));
    }
  }
  return out;
}

double right_of(const Network& network, const std::vector<const Sentence*>& sentences, Way way) {
  if (sentences.empty()) return 0;
  const std::vector<int> said = answers(network, sentences, way);
  int right = 0;
  for (std::size_t i = 0; i < said.size(); ++i) right += said[i] == sentences[i]->at(sentences[i]->referent);
  return static_cast<double>(right) / static_cast<double>(said.size());
}

double both_right(const Network& network, const std::vector<SentencePair>& pairs, Way way) {
  if (pairs.empty()) return 0;
  std::vector<const Sentence*> all;
  for (const auto& [one, other] : pairs) all.push_back(one), all.push_back(other);
  const std::vector<int> said = answers(network, all, way);
  int right = 0;
  for (std::size_t i = 0; i < all.size(); i += 2) right += said[i] == all[i]->at(all[i]->referent) && said[i + 1] == all[i + 1]->at(all[i + 1]->referent);
  return static_cast<double>(right) / static_cast<double>(pairs.size());
}

Exam examine(const Network& network, const ExamPaper& paper, Way way) {
  Exam out;
  std::vector<const Sentence*> alike;
  for (const Sentence* each : paper.sentences)
    if (each->alike) alike.push_back(each);
  out.right = right_of(network, paper.sentences, way), out.alike = right_of(network, alike, way), out.turned = both_right(network, paper.pairs, way), out.order = both_right(network, paper.mirrored, way);
  const auto heads = static_cast<std::size_t>(network.shape.heads * network.shape.layers);
  out.on_referent.resize(heads), out.on_other.resize(heads);
  for (const Sentence* each : paper.sentences) {
    const Look seen = look(network, each->words, way);
    for (std::size_t i = 0; i < heads; ++i) {
      const Matrix& weights = seen.layers[i / static_cast<std::size_t>(network.shape.heads)].heads[i % static_cast<std::size_t>(network.shape.heads)].weights;
      out.on_referent[i] += static_cast<double>(weights(each->pronoun, each->referent)) / static_cast<double>(paper.sentences.size());
      out.on_other[i] += static_cast<double>(weights(each->pronoun, each->other())) / static_cast<double>(paper.sentences.size());
    }
  }
  return out;
}

AblationShares ablation_shares(const Network& network, const std::vector<const Sentence*>& sentences, Way way) {
  EPOCHS_CHECK(!sentences.empty(), "a share is of something");
  AblationShares out;
  const double one = 1 / static_cast<double>(sentences.size());
  for (const Sentence* each : sentences) {
    const Ablation cut = ablate(network, *each, way);
    out.most_moves += cut.without_most.word != cut.before.word ? one : 0;
    out.least_moves += cut.without_least.word != cut.before.word ? one : 0;
    out.noun_looked_at += cut.most == each->referent ? one : 0;
  }
  return out;
}

}  // namespace epochs::self_attention
