// A recurrent language model (Mikolov et al. 2010; with LSTM cells Graves 2013): read a character, change the state, guess the next one.
//   s_t = f(x_t, s_{t−1})        P(next) = softmax(h_t W + b)
#pragma once

#include <span>

#include "nn/layers/dense.hpp"
#include "nn/layers/embedding.hpp"
#include "nn/layers/recurrent.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

struct CharLmSettings {
  RecurrentKind kind = RecurrentKind::Lstm;
  Index vocabulary = 65;
  Index width = 128, hidden = 128;               // of a character's vector; of the state
  Index layers = 1;
  Init init = Init::Xavier;                      // of the recurrent weights
};

struct CharLm {
  CharLmSettings settings;
  Embedding characters;                          // vocabulary×width
  RecurrentStack stack;                          // "rnn1", "rnn2", … (or "lstm1", "gru1", …)
  Dense readout;                                 // hidden×vocabulary

  CharLm(const CharLmSettings& settings_, Random& random)
      : settings(settings_),
        characters("characters", settings.vocabulary, settings.width, Real(1), random),
        stack(std::string(name_of(settings.kind)), settings.layers,
              {.kind = settings.kind, .inputs = settings.width, .hidden = settings.hidden, .init = settings.init}, random),
        readout("readout", settings.hidden, settings.vocabulary, Activation::None, Init::Uniform, random) {}

  // ids of B sequences of T = `steps` characters, sequence after sequence → logits (B·T)×vocabulary. `start` and `end` as for a
  // RecurrentStack: borrowed until after backward; end, when given, gets the state after the last character.
  Value operator()(Tape& tape, std::span<const int> ids, const RecurrentState& start, Index steps, RecurrentState* end = nullptr) const {
    return readout(tape, stack(tape, characters(tape, ids), start, steps, end));
  }

  RecurrentState zero_state(Index batch) const { return stack.zero_state(batch); }

  Parameters parameters() {
    Parameters out;
    characters.collect(out), stack.collect(out), readout.collect(out);
    return out;
  }
};

}  // namespace epochs::inline EPOCHS_PRECISION::nn
