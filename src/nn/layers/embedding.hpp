// A vector for every word: a table, and picking from it.
#pragma once

#include <string>

#include "nn/init.hpp"
#include "nn/ops/embedding.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

struct Embedding {
  Parameter table;             // words×width, normal with the given deviation

  Embedding(const std::string& name, Index words, Index width, Real deviation, Random& random) : table(name, words, width) {
    fill_normal(table.value, deviation, random);
  }

  Value operator()(Tape& tape, std::span<const int> ids) const {   // N ids → N×width
    const Value picked = embedding(tape, table, ids);
    return tape.recording() ? tape.name(table.name + "/picked", picked) : picked;   // a name is put together for those who read it
  }
  void collect(Parameters& out) { out.push_back(&table); }
};

}  // namespace epochs::inline EPOCHS_PRECISION::nn
