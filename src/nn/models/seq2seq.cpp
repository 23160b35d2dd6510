#include "nn/models/seq2seq.hpp"

#include <array>

#include "core/check.hpp"
#include "nn/ops/additive_attention.hpp"
#include "nn/ops/shape.hpp"
#include "nn/ops/steps.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {

const std::vector<Index> kNoPadding;

Index decoder_inputs(const Seq2SeqSettings& settings) { return settings.context == Context::Attention ? settings.width + settings.hidden : settings.width; }

}  // namespace

Seq2Seq::Seq2Seq(const Seq2SeqSettings& settings_, Random& random)
    : settings(settings_),
      source_words("source_words", settings.source_vocabulary, settings.width, Real(1), random),
      target_words("target_words", settings.target_vocabulary, settings.width, Real(1), random),
      encoder("encoder", {.kind = settings.kind, .inputs = settings.width, .hidden = settings.hidden}, random),
      decoder("decoder", {.kind = settings.kind, .inputs = decoder_inputs(settings), .hidden = settings.hidden}, random),
      query("query", settings.hidden, settings.hidden, Activation::None, Init::Xavier, random),
      key("key", settings.hidden, settings.hidden, Activation::None, Init::Xavier, random),
      v("v", settings.hidden, 1),
      readout("readout", settings.hidden, settings.target_vocabulary, Activation::None, Init::Uniform, random) {
  initialise(v.value, Init::Xavier, random);
}

EncodedSource Seq2Seq::encode(Tape& tape, const SourceSentences& source) const {
  EPOCHS_CHECK(source.steps > 0 && static_cast<Index>(source.ids.size()) % source.steps == 0, "Seq2Seq: the source is no batch of sentences of equal length");
  const Value words = source_words(tape, source.ids);
  const Value start = tape.zeros(tape.value(words).rows() / source.steps, encoder.state_width(), "encoder/start");
  const Value states = encoder(tape, words, start, source.steps);
  EncodedSource encoded;
  encoded.last = source.last_rows.empty() ? step_of(tape, states, source.steps, source.steps - 1) : embedding(tape, states, source.last_rows);
  encoded.last = tape.name("encoder/last", encoded.last);
  encoded.states = encoder.output(tape, states);
  if (settings.context == Context::Attention) encoded.keys = key(tape, encoded.states);
  return encoded;
}

Value Seq2Seq::decode_step(Tape& tape, Value word, Value state, const EncodedSource& encoded, const SourceSentences& source) const {
  if (settings.context == Context::Fixed) return decoder(tape, word, state, 1);
  const Value q = query(tape, decoder.output(tape, state));
  const Value context = additive_attention(tape, {q, encoded.keys, tape.parameter(v), encoded.states}, tape.value(state).rows(),
                                           source.lengths ? *source.lengths : kNoPadding);
  const Value both[] = {word, tape.name("context", context)};
  return decoder(tape, concat_columns(tape, both), state, 1);
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
  if (settings.context == Context::Attention) query.collect(out), key.collect(out), out.push_back(&v);
  readout.collect(out);
  return out;
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
