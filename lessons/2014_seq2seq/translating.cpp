#include "translating.hpp"

#include <algorithm>
#include <cmath>

#include "core/check.hpp"
#include "nn/ops/softmax.hpp"
#include "nn/tape.hpp"

namespace epochs::translation {
namespace {

// Two rows and more of what one step adds at a time.
void append(Matrix& to, const Matrix& row) {
  to.conservativeResize(to.rows() + 1, row.cols());
  to.row(to.rows() - 1) = row;
}

Matrix affine(const nn::Dense& layer, const Matrix& x) {
  Matrix out = x * layer.w.value;
  out.rowwise() += layer.b.value.row(0);
  return out;
}

struct Read {
  Matrix embedded, states, keys, start;
};

Read read_source(const nn::Seq2Seq& network, std::span<const int> source) {
  nn::Tape tape(nn::Mode::Infer);
  tape.begin();
  const nn::EncodedSource encoded = network.encode(tape, {.ids = source, .steps = static_cast<Index>(source.size())});
  Read out{Matrix(static_cast<Index>(source.size()), network.settings.width), tape.value(encoded.states), {}, tape.value(encoded.last)};
  for (std::size_t s = 0; s < source.size(); ++s) out.embedded.row(static_cast<Index>(s)) = network.source_words.table.value.row(source[s]);
  if (network.settings.context == nn::Context::Attention) out.keys = network.settings.score == nn::Score::Additive ? affine(network.key, out.states) : out.states;
  return out;
}

// The next state, and what of it is shown.
struct Stepped {
  Matrix state, shown;
};
Stepped step(const nn::Recurrent& cell, const Matrix& input, const Matrix& state) {
  nn::Tape tape(nn::Mode::Infer);
  tape.begin();
  const nn::Value x = tape.input(input), before = tape.input(state), after = cell(tape, x, before, 1);
  return {tape.value(after), tape.value(cell.output(tape, after))};
}

void set_weights(Matrix& weights, int at, const Meddling& meddling) {
  if (meddling.looking == Looking::Evenly) weights.setConstant(Real(1) / static_cast<Real>(weights.cols()));
  for (const SetWeight& each : meddling.weights) {
    if (each.step != at || each.source < 0 || each.source >= weights.cols()) continue;
    const Real wanted = static_cast<Real>(std::clamp(each.value, 0.0, 1.0)), rest = weights.sum() - weights(0, each.source);
    if (weights.cols() == 1) continue;           // alone it keeps all
    if (rest > 0)
      weights *= (1 - wanted) / rest;
    else
      weights.setConstant((1 - wanted) / static_cast<Real>(weights.cols() - 1));
    weights(0, each.source) = wanted;
  }
}

Matrix scores_of(const nn::Seq2Seq& network, const Matrix& query, const Matrix& keys) {
  if (network.settings.score != nn::Score::Additive) {
    const Real divisor = network.settings.score == nn::Score::ScaledProduct ? static_cast<Real>(std::sqrt(static_cast<double>(keys.cols()))) : Real(1);
    return query * keys.transpose() / divisor;
  }
  Matrix out(1, keys.rows());
  for (Index s = 0; s < out.cols(); ++s) out(0, s) = (query.row(0) + keys.row(s)).array().tanh().matrix().dot(network.v.value.col(0).transpose());
  return out;
}

// The three stages for one query: scores, weights, mix.
Matrix look_back(const nn::Seq2Seq& network, const Read& read, const Matrix& shown, int at, const Meddling& meddling, Translating& out) {
  const Matrix query = affine(network.query, shown);
  Matrix scores = scores_of(network, query, read.keys);
  for (const SetScore& each : meddling.scores)
    if (each.step == at && each.source >= 0 && each.source < scores.cols()) scores(0, each.source) = static_cast<Real>(each.value);
  Matrix weights;
  nn::softmax(scores, weights);
  set_weights(weights, at, meddling);
  append(out.queries, query), append(out.scores, scores), append(out.weights, weights);
  append(out.contexts, weights * read.states);
  return out.contexts.bottomRows(1);
}

int next_word(const Matrix& probabilities, int at, const Meddling& meddling) {
  for (const SetWord& each : meddling.words)
    if (each.step == at && each.word >= 0 && each.word < probabilities.cols()) return each.word;
  Index best = 0;
  probabilities.row(0).maxCoeff(&best);
  return static_cast<int>(best);
}

// The shown part of a state: an LSTM's is [h | c].
Matrix shown_part(const nn::Seq2Seq& network, const Matrix& state) { return state.leftCols(network.settings.hidden); }

}  // namespace

double Translating::log_probability() const {
  double sum = 0;
  for (Index t = 0; t < steps(); ++t) {
    const std::size_t at = static_cast<std::size_t>(t);
    const int word = at < words.size() ? words[at] : kEnd;
    sum += std::log(static_cast<double>(probabilities(t, word)));
  }
  return sum;
}

Translating translate_step_by_step(const nn::Seq2Seq& network, std::span<const int> source, const std::vector<int>* dictated, const Meddling& meddling) {
  EPOCHS_CHECK(!source.empty() && source.size() <= static_cast<std::size_t>(kMostWords), "a sentence has words, and not too many");
  for (const int word : source) EPOCHS_CHECK(word >= 0 && word < network.settings.source_vocabulary, "a word is not in the vocabulary");
  const Read read = read_source(network, source);
  Translating out;
  out.source.assign(source.begin(), source.end());
  out.embedded = read.embedded, out.states = read.states, out.keys = read.keys, out.start = read.start.row(0);
  Matrix state = read.start;
  const int most = dictated ? static_cast<int>(dictated->size()) + 1 : kMostWritten;
  for (int at = 0, said = kStart; at < most && !out.ended; ++at) {
    out.said.push_back(said);
    Matrix input = network.target_words.table.value.row(said);
    if (network.settings.context == nn::Context::Attention) {
      const Matrix context = look_back(network, read, shown_part(network, state), at, meddling, out);
      input.conservativeResize(1, input.cols() + context.cols());
      input.rightCols(context.cols()) = context;
    }
    append(out.inputs, input), append(out.carried, state);
    const Stepped next = step(network.decoder, input, state);
    state = next.state;
    append(out.decoded, next.shown);
    Matrix probabilities;
    nn::softmax(affine(network.readout, next.shown), probabilities);
    append(out.probabilities, probabilities);
    const int written = next_word(probabilities, at, meddling);
    if (dictated) {
      if (at + 1 < most) out.words.push_back(written), said = (*dictated)[static_cast<std::size_t>(at)];
      else out.ended = written == kEnd;
      continue;
    }
    out.ended = written == kEnd;
    if (!out.ended) out.words.push_back(said = written);
  }
  return out;
}

}  // namespace epochs::translation
