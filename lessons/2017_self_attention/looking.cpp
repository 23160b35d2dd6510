#include "looking.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/check.hpp"
#include "nn/ops/softmax.hpp"

namespace epochs::self_attention {
namespace {

constexpr Real kNever = -std::numeric_limits<Real>::infinity();

bool names(int wanted, int is) { return wanted == kAny || wanted == is; }

Matrix times(const Matrix& x, const nn::Parameter& w, const nn::Parameter& b) {
  Matrix out = x * w.value;
  out.rowwise() += b.value.row(0);
  return out;
}

// softmax over what may be looked at; nothing: zeros, as the op has it.
void share(const Matrix& scores, Matrix& weights) {
  weights.setZero(scores.rows(), scores.cols());
  for (Index t = 0; t < scores.rows(); ++t) {
    const Real most = scores.row(t).maxCoeff();
    if (most == kNever) continue;
    for (Index s = 0; s < scores.cols(); ++s)
      if (scores(t, s) != kNever) weights(t, s) = std::exp(scores(t, s) - most);
    weights.row(t) /= weights.row(t).sum();
  }
}

void meddle(Matrix& scores, const Meddling& meddling, int layer, int head) {
  for (const SetScore& each : meddling.scores)
    if (each.layer == layer && each.head == head && each.query >= 0 && each.query < scores.rows() && each.key >= 0 && each.key < scores.cols() && scores(each.query, each.key) != kNever)
      scores(each.query, each.key) = static_cast<Real>(each.value);
  for (const Cut& each : meddling.cuts) {
    if (!names(each.layer, layer) || !names(each.head, head) || each.key < 0 || each.key >= scores.cols()) continue;
    for (Index t = 0; t < scores.rows(); ++t)
      if (names(each.query, static_cast<int>(t))) scores(t, each.key) = kNever;
  }
}

HeadLook look_with(const LayerLook& in, Index d, int layer, int head, const Look& how, const Meddling& meddling) {
  HeadLook out;
  const Index first = head * d;
  const Real factor = how.way.scaling == Scaling::Root ? static_cast<Real>(1 / std::sqrt(static_cast<double>(d))) : Real(1);
  out.scores = in.q.middleCols(first, d) * in.k.middleCols(first, d).transpose() * factor;
  if (how.way.mask == Mask::Causal)
    for (Index t = 0; t < out.scores.rows(); ++t) out.scores.row(t).tail(out.scores.cols() - t - 1).setConstant(kNever);
  meddle(out.scores, meddling, layer, head);
  share(out.scores, out.weights);
  const bool muted = std::find(meddling.muted.begin(), meddling.muted.end(), Mute{layer, head}) != meddling.muted.end();
  out.mixed = muted ? Matrix(Matrix::Zero(in.v.rows(), d)) : Matrix(out.weights * in.v.middleCols(first, d));
  return out;
}

LayerLook look_through(const nn::MultiHeadAttention& with, Matrix input, int layer, const Network& network, const Look& how, const Meddling& meddling) {
  LayerLook out;
  out.q = times(input, with.wq, with.bq), out.k = times(input, with.wk, with.bk), out.v = times(input, with.wv, with.bv);
  out.joined.resize(input.rows(), input.cols());
  for (int head = 0; head < network.shape.heads; ++head) {
    out.heads.push_back(look_with(out, network.head_width(), layer, head, how, meddling));
    out.joined.middleCols(head * network.head_width(), network.head_width()) = out.heads.back().mixed;
  }
  out.output = times(out.joined, with.wo, with.bo);
  out.sum = input + out.output;
  out.input = std::move(input);
  return out;
}

}  // namespace

Look look(const Network& network, std::span<const int> words, Way way, const Meddling& meddling) {
  EPOCHS_CHECK(!words.empty() && words.size() <= static_cast<std::size_t>(kMostWords), "a sentence has words, and not too many");
  Look out;
  out.words.assign(words.begin(), words.end());
  out.way = way;
  const auto steps = static_cast<Index>(words.size());
  out.embedded.resize(steps, network.shape.width);
  for (Index t = 0; t < steps; ++t) {
    const int word = words[static_cast<std::size_t>(t)];
    EPOCHS_CHECK(word >= 0 && word < network.shape.words, "a word is not in the vocabulary");
    out.embedded.row(t) = network.words.table.value.row(word);
  }
  out.input = out.embedded;
  if (network.shape.positions != nn::PositionKind::None) {
    out.places = network.positions.table().topRows(steps);
    out.input += out.places;
  }
  for (std::size_t layer = 0; layer < network.layers.size(); ++layer)
    out.layers.push_back(look_through(network.layers[layer], layer == 0 ? out.input : out.layers.back().sum, static_cast<int>(layer), network, out, meddling));
  out.logits = out.layers.back().sum * network.words.table.value.transpose();
  nn::softmax(out.logits, out.probabilities);
  return out;
}

Answer answer_of(const Look& look, const Sentence& sentence) {
  EPOCHS_CHECK(sentence.pronoun >= 0 && sentence.pronoun < look.steps(), "the sentence has no pronoun");
  const auto row = look.probabilities.row(sentence.pronoun);
  Answer out;
  Index best = 0;
  out.probability = static_cast<double>(row.maxCoeff(&best));
  out.word = static_cast<int>(best);
  if (sentence.subject >= 0) out.subject = static_cast<double>(row(sentence.at(sentence.subject)));
  if (sentence.object >= 0) out.object = static_cast<double>(row(sentence.at(sentence.object)));
  return out;
}

std::vector<double> looks_at(const Look& look, const Sentence& sentence, int layer, int head) {
  const std::vector<HeadLook>& heads = look.layers.at(static_cast<std::size_t>(layer)).heads;
  std::vector<double> out(static_cast<std::size_t>(look.steps()));
  const double share_of_one = head == kAny ? 1 / static_cast<double>(heads.size()) : 1;
  for (std::size_t h = 0; h < heads.size(); ++h)
    for (std::size_t t = 0; t < out.size() && names(head, static_cast<int>(h)); ++t) out[t] += share_of_one * static_cast<double>(heads[h].weights(sentence.pronoun, static_cast<Index>(t)));
  return out;
}

Ablation ablate(const Network& network, const Sentence& sentence, Way way) {
  const Look whole = look(network, sentence.words, way);
  std::vector<double> all(sentence.words.size());
  for (int layer = 0; layer < network.shape.layers; ++layer) {
    const std::vector<double> one = looks_at(whole, sentence, layer);
    for (std::size_t t = 0; t < all.size(); ++t) all[t] += one[t];
  }
  Ablation out;
  out.most = out.least = -1;
  for (int t = 0; t < static_cast<int>(all.size()); ++t) {
    if (t == sentence.pronoun || (way.mask == Mask::Causal && t > sentence.pronoun)) continue;
    const double here = all[static_cast<std::size_t>(t)];
    if (out.most < 0 || here > all[static_cast<std::size_t>(out.most)]) out.most = t;
    if (out.least < 0 || here < all[static_cast<std::size_t>(out.least)]) out.least = t;
  }
  EPOCHS_CHECK(out.most >= 0, "there is nothing but the pronoun to look at");
  const auto without = [&](int key) { return answer_of(look(network, sentence.words, way, {.cuts = {{kAny, kAny, sentence.pronoun, key}}, .scores = {}, .muted = {}}), sentence); };
  out.before = answer_of(whole, sentence), out.without_most = without(out.most), out.without_least = without(out.least);
  return out;
}

}  // namespace epochs::self_attention
