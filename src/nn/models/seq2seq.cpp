#include "nn/models/seq2seq.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/check.hpp"
#include "nn/ops/additive_attention.hpp"
#include "nn/ops/arithmetic.hpp"
#include "nn/ops/attention.hpp"
#include "nn/ops/shape.hpp"
#include "nn/ops/steps.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {

const std::vector<Index> kNoPadding;

Index decoder_inputs(const Seq2SeqSettings& settings) { return settings.context == Context::Attention ? settings.width + settings.state_outputs() : settings.width; }

// The state after each sentence's last word.
Value last_of(Tape& tape, Value states, const SourceSentences& source) {
  return source.last_rows.empty() ? step_of(tape, states, source.steps, source.steps - 1) : embedding(tape, states, source.last_rows);
}

// The words of each sentence from its last to its first, padding where it was. Doing it twice is doing nothing.
std::vector<int> backwards(const SourceSentences& source) {
  std::vector<int> rows(source.ids.size());
  for (std::size_t row = 0; row < rows.size(); ++row) rows[row] = static_cast<int>(row);
  const auto steps = static_cast<std::ptrdiff_t>(source.steps);
  for (std::ptrdiff_t b = 0; b < static_cast<std::ptrdiff_t>(rows.size()) / steps; ++b) {
    const std::ptrdiff_t length = source.last_rows.empty() ? steps : source.last_rows[static_cast<std::size_t>(b)] + 1 - b * steps;
    std::reverse(rows.begin() + b * steps, rows.begin() + b * steps + length);
  }
  return rows;
}

}  // namespace

Seq2Seq::Seq2Seq(const Seq2SeqSettings& settings_, Random& random)
    : settings(settings_),
      source_words("source_words", settings.source_vocabulary, settings.width, Real(1), random),
      target_words("target_words", settings.target_vocabulary, settings.width, Real(1), random),
      encoder("encoder", {.kind = settings.kind, .inputs = settings.width, .hidden = settings.hidden}, random),
      decoder("decoder", {.kind = settings.kind, .inputs = decoder_inputs(settings), .hidden = settings.hidden}, random),
      query("query", settings.hidden, settings.score == Score::Additive ? settings.hidden : settings.state_outputs(), Activation::None, Init::Xavier, random),
      key("key", settings.state_outputs(), settings.hidden, Activation::None, Init::Xavier, random),
      v("v", settings.hidden, 1),
      readout("readout", settings.hidden, settings.target_vocabulary, Activation::None, Init::Uniform, random) {
  initialise(v.value, Init::Xavier, random);
  if (settings.reading == Reading::Forwards) return;
  backward.emplace("encoder_back", RecurrentSettings{.kind = settings.kind, .inputs = settings.width, .hidden = settings.hidden}, random);
  start.emplace("start", 2 * encoder.state_width(), decoder.state_width(), Activation::Tanh, Init::Xavier, random);
}

EncodedSource Seq2Seq::encode(Tape& tape, const SourceSentences& source) const {
  EPOCHS_CHECK(source.steps > 0 && static_cast<Index>(source.ids.size()) % source.steps == 0, "Seq2Seq: the source is no batch of sentences of equal length");
  const Value words = source_words(tape, source.ids);
  const Value zeros = tape.zeros(tape.value(words).rows() / source.steps, encoder.state_width(), "encoder/start");
  const Value states = encoder(tape, words, zeros, source.steps);
  EncodedSource encoded;
  encoded.last = tape.name("encoder/last", last_of(tape, states, source));
  encoded.states = encoder.output(tape, states);
  if (backward) read_backwards(tape, source, words, zeros, encoded);
  if (settings.context == Context::Attention) encoded.keys = settings.score == Score::Additive ? key(tape, encoded.states) : encoded.states;
  return encoded;
}

void Seq2Seq::read_backwards(Tape& tape, const SourceSentences& source, Value words, Value zeros, EncodedSource& encoded) const {
  const std::vector<int> rows = backwards(source);
  const Value states = (*backward)(tape, embedding(tape, words, rows), zeros, source.steps);
  const Value both[] = {encoded.states, embedding(tape, backward->output(tape, states), rows)};
  const Value ends[] = {encoded.last, last_of(tape, states, source)};
  encoded.states = tape.name("encoder/both", concat_columns(tape, both));
  encoded.last = (*start)(tape, concat_columns(tape, ends));
}

Value Seq2Seq::decode_step(Tape& tape, Value word, Value state, const EncodedSource& encoded, const SourceSentences& source) const {
  if (settings.context == Context::Fixed) return decoder(tape, word, state, 1);
  const Value both[] = {word, tape.name("context", context_of(tape, decoder.output(tape, state), encoded, source))};
  return decoder(tape, concat_columns(tape, both), state, 1);
}

Value Seq2Seq::context_of(Tape& tape, Value shown, const EncodedSource& encoded, const SourceSentences& source) const {
  const Index batch = tape.value(shown).rows();
  const std::vector<Index>& lengths = source.lengths ? *source.lengths : kNoPadding;
  const Value q = query(tape, shown);
  if (settings.score == Score::Additive) return additive_attention(tape, {q, encoded.keys, tape.parameter(v), encoded.states}, batch, lengths);
  const double width = static_cast<double>(settings.state_outputs());        // the op divides by its root
  const Value asked = settings.score == Score::ScaledProduct ? q : scale(tape, q, static_cast<Real>(std::sqrt(width)));
  return attention(tape, asked, encoded.keys, encoded.states, {.batch = batch, .key_counts = lengths});
}

Value Seq2Seq::operator()(Tape& tape, const SourceSentences& source, std::span<const int> targets, Index steps) const {
  EPOCHS_CHECK(steps > 0 && steps <= kMostSeq2SeqSteps, "Seq2Seq: a target has from 1 to 1,024 words");
  const EncodedSource encoded = encode(tape, source);
  const Value words = target_words(tape, targets);
  Value state = encoded.last;
  std::array<Value, kMostSeq2SeqSteps> states;
  for (Index t = 0; t < steps; ++t) {
    const Scope scope = tape.scope("t", static_cast<int>(t));
    states[static_cast<std::size_t>(t)] = state = decode_step(tape, step_of(tape, words, steps, t), state, encoded, source);
  }
  const Value all = join_steps(tape, std::span(states).first(static_cast<std::size_t>(steps)));
  return readout(tape, decoder.output(tape, all));
}

Parameters Seq2Seq::parameters() {
  Parameters out;
  source_words.collect(out), target_words.collect(out), encoder.collect(out), decoder.collect(out);
  if (settings.context == Context::Attention) query.collect(out);
  if (settings.context == Context::Attention && settings.score == Score::Additive) key.collect(out), out.push_back(&v);
  readout.collect(out);
  if (backward) backward->collect(out), start->collect(out);
  return out;
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
