// The numbers of the pictures of sequence to sequence, as tables.
#include <algorithm>

#include "lesson/setting.hpp"
#include "views.hpp"

namespace epochs::translation {
namespace {

using lesson::Table;

std::string number(double value) { return lesson::plain_number(value, 9); }

Table dictionary_table(const Shown& shown) {
  Table out{"dictionary", {"word", "dictionary", "said_for_it"}, {}};
  const std::vector<int> entries = word_for_word(dictionary_of(*shown.corpus), shown.source);
  for (int s = 0; s < shown.read(); ++s) {
    std::string said;
    if (shown.pair)
      for (const Link& link : shown.pair->links)
        if (link.source == s) said += (said.empty() ? "" : " ") + shown.corpus->target.word(shown.pair->target[static_cast<std::size_t>(link.target)]);
    const int entry = entries[static_cast<std::size_t>(s)];
    out.rows.push_back({shown.word_read(s), entry < 0 ? "" : shown.corpus->target.word(entry), said});
  }
  return out;
}

// Before anything was counted a table still has a row.
Table length_table(const LengthState& state) {
  Table out{"length", {"words", "asked", "right"}, {}};
  for (std::size_t n = 0; n < state.scores.size(); ++n)
    if (state.scores[n].asked > 0) out.rows.push_back({std::to_string(n), std::to_string(state.scores[n].asked), std::to_string(state.scores[n].right)});
  if (out.rows.empty()) out.rows.push_back({"", "0", "0"});
  return out;
}

Table exam_table(const Snapshot& seen) {
  Table out{"chart", {"update", "loss", "right", "shortest_third", "longest_third", "alignment_error"}, {}};
  for (const Exam& exam : seen.exams)
    out.rows.push_back({std::to_string(exam.update), number(exam.loss), number(exam.right), number(exam.by_third.front()), number(exam.by_third.back()), seen.settings.context == nn::Context::Fixed ? "" : number(exam.alignment_error)});
  out.rows.push_back({std::to_string(seen.updates), number(seen.loss), "", "", "", ""});
  return out;
}

void add_line(Table& out, const char* line, const Shown& shown, const Translating& run) {
  for (int t = 0; t < static_cast<int>(run.steps()); ++t) {
    const int word = t < static_cast<int>(run.words.size()) ? run.words[static_cast<std::size_t>(t)] : kEnd;
    out.rows.push_back({line, std::to_string(t + 1), sign_or_word(shown.corpus->target, run.said[static_cast<std::size_t>(t)]), sign_or_word(shown.corpus->target, word), number(static_cast<double>(run.probabilities(t, word)))});
  }
}

Table forcing_table(const Shown& shown) {
  Table out{"forcing", {"line", "step", "reads", "writes", "probability"}, {}};
  if (shown.dictated) add_line(out, "dictated", shown, *shown.dictated);
  add_line(out, "alone", shown, *shown.written);
  return out;
}

Table tree_table(const Shown& shown, const Hand& hand) {
  Table out{"tree", {"node", "parent", "step", "word", "probability", "log_probability", "fate"}, {}};
  const BeamTree tree = beam_search(*shown.network, shown.source, hand.tree.width);
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    const BeamNode& node = tree.nodes[i];
    out.rows.push_back({std::to_string(i), std::to_string(node.parent), std::to_string(node.step + 1), sign_or_word(shown.corpus->target, node.word), number(node.step_probability), number(node.log_probability), node.fate == Fate::Kept ? "kept" : node.fate == Fate::Ended ? "ended" : "dropped"});
  }
  return out;
}

}  // namespace

std::vector<Table> sequence_tables(const Snapshot& seen, const Shown& shown, const Hand& hand) {
  return {dictionary_table(shown), length_table(hand.length), exam_table(seen), forcing_table(shown), tree_table(shown, hand)};
}

}  // namespace epochs::translation
