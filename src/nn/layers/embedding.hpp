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

  Value operator()(Tape& tape, std::span<const int> ids) const { return tape.name(table.name + "/picked", embedding(tape, table, ids)); }   // N ids → N×width
  void collect(Parameters& out) { out.push_back(&table); }
};

}  // namespace epochs::inline EPOCHS_PRECISION::nn
