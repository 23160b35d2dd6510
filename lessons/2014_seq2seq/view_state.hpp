// What each picture of 2014_seq2seq, which 2014_attention shows too, remembers between frames.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "beam.hpp"
#include "dictionary.hpp"
#include "exam.hpp"
#include "model.hpp"
#include "translating.hpp"
#include "ui/text_field.hpp"
#include "viz/line_chart.hpp"

namespace epochs::translation {

enum class SentenceChoice { Greeting, Short, Middle, Long, Clause, Typed };
enum class Rows { Written, Right };              // of pictures of the looking: what it writes, or the right words dictated

struct BridgeState {           // owner: view_bridge.cpp
  std::shared_ptr<const nn::Seq2Seq> network;    // what `other` was read by
  std::vector<int> other_source;
  RowVector other;             // the vector of the sentence that was shown before: what moved
  std::vector<int> source;
  RowVector now;
};
struct TranslateState {        // owner: view_translate.cpp
  int source = -1;             // the word read whose weight is in the learner's hand; −1: none
};
struct DictionaryState {       // owner: view_dictionary.cpp
  std::shared_ptr<const Corpus> corpus;          // what the dictionary was counted from
  Dictionary dictionary;
  int word = -1;               // of the sentence as one says it, whose links are lit
};
struct ChartState {            // owner: view_chart.cpp
  viz::LineChartState right;
};
struct LengthState {           // owner: view_length.cpp
  std::shared_ptr<const nn::Seq2Seq> counted_for, counting_for;    // whose `scores`; who sits the count that is under way
  double counted_at = 0;       // animation clock
  std::vector<LengthScore> scores, counting;     // by words of the source
  Paper waiting;               // a few sentences a frame
};
struct ForcingState {          // owner: view_forcing.cpp
  int step = -1;               // at which a wrong word is said
};
struct TreeState {             // owner: view_tree.cpp
  int width = 2;
  std::shared_ptr<const nn::Seq2Seq> network;    // what the trees were grown for
  std::vector<int> source;
  int grown_width = 0;
  double grown_at = 0;         // animation clock
  BeamTree tree, greedy;
  int node = -1;               // that the learner points at
  int first = 0;               // the leftmost step that is drawn
};

}  // namespace epochs::translation
