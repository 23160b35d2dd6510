// Recurrent layers: the weights of a simple RNN, an LSTM or a GRU, and stacks of them. A batch of B sequences of T tokens is B·T rows, row b·T + t.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "nn/init.hpp"
#include "nn/tape.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

enum class RecurrentKind { Rnn, Lstm, Gru };
std::string_view name_of(RecurrentKind kind);    // "rnn", "lstm", "gru"

struct RecurrentSettings {
  RecurrentKind kind = RecurrentKind::Lstm;
  Index inputs = 128, hidden = 128;
  Init init = Init::Xavier;                      // gate by gate, for wx and wh alike
  Real forget_bias = 1;                          // LSTM: an open forget gate at the start (Gers et al. 2000; Jozefowicz et al. 2015)
};

struct Recurrent {
  std::string name;
  RecurrentKind kind;
  Parameter wx, wh, b;         // I×gH, H×gH, 1×gH; g = 1 (RNN), 4 (LSTM: i f g o), 3 (GRU: r z n)
  Parameter bh;                // 1×3H, of the GRU only: its second bias, inside the reset gate

  Recurrent(const std::string& name_, const RecurrentSettings& settings, Random& random);

  Index hidden() const { return wh.value.rows(); }
  Index state_width() const { return kind == RecurrentKind::Lstm ? 2 * hidden() : hidden(); }   // the LSTM's state is [h | c]

  // x (B·T)×I, start B×state_width, steps = T → the states (B·T)×state_width.
  Value operator()(Tape& tape, Value x, Value start, Index steps) const;
  Value output(Tape& tape, Value states) const;  // their h: (B·T)×H
  void collect(Parameters& out);
};

// What a stack remembers between two stretches of text: one matrix B×state_width a layer.
struct RecurrentState {
  std::vector<Matrix> layers;
};

// Layer after layer; each reads the h of the one below.
struct RecurrentStack {
  std::vector<Recurrent> layers;

  RecurrentStack(const std::string& name, Index count, RecurrentSettings settings, Random& random);

  RecurrentState zero_state(Index batch) const;
  // x (B·T)×I → h of the top layer (B·T)×H. `start` is borrowed by the tape and must stay as it is until after backward; `end`, when
  // given, gets the state after the last step: another object, to be swapped with `start` when the update is done.
  Value operator()(Tape& tape, Value x, const RecurrentState& start, Index steps, RecurrentState* end = nullptr) const;
  void collect(Parameters& out);
};

}  // namespace epochs::inline EPOCHS_PRECISION::nn
