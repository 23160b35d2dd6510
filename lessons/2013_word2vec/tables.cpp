// The numbers of the pictures as tables: what "Save data (CSV)" writes.
#include <algorithm>

#include "gap.hpp"
#include "goods.hpp"
#include "lesson/setting.hpp"
#include "nearest.hpp"
#include "pass_rows.hpp"
#include "views.hpp"

namespace epochs::word2vec {
namespace {

using lesson::Table;

constexpr int kTableWords = kTrailWords, kListedWords = 40, kListedNeighbours = 10;

std::string written(float value) { return lesson::plain_number(static_cast<double>(value), 9); }
std::string written(double value) { return lesson::plain_number(value, 9); }

// The commonest words, and those of the guess that are rarer.
std::vector<int> listed_words(const Snapshot& seen) {
  std::vector<int> out;
  for (int i = 0; i < std::min(seen.text->size(), kTableWords); ++i) out.push_back(i);
  if (!has_guess(seen)) return out;
  const auto add = [&](int word) {
    if (word >= kTableWords && std::find(out.begin(), out.end(), word) == out.end()) out.push_back(word);
  };
  for (const int word : seen.next.example.inputs) add(word);
  add(seen.next.example.target);
  for (const int word : seen.next.example.negatives) add(word);
  return out;
}

void add_matrix(Table& out, const char* name, const Snapshot& seen, const Matrix& all) {
  for (const int word : listed_words(seen)) {
    if (word >= all.rows()) continue;
    std::vector<std::string> row{seen.text->word(word), std::to_string(seen.text->counts[static_cast<std::size_t>(word)])};
    if (*name != 0) row.insert(row.begin(), name);
    for (const float value : row_of(all, word)) row.push_back(written(value));
    out.rows.push_back(std::move(row));
  }
}

void add_dimensions(Table& out, const Snapshot& seen) {
  for (Index d = 0; d < seen.vectors->cols(); ++d) out.columns.push_back(std::to_string(d + 1));
}

Table map_table(const Snapshot& seen) {
  Table out{"map", {"word", "count"}, {}};
  add_dimensions(out, seen);
  add_matrix(out, "", seen, *seen.vectors);
  return out;
}

Table matrices_table(const Snapshot& seen) {
  Table out{"matrices", {"matrix", "word", "count"}, {}};
  add_dimensions(out, seen);
  add_matrix(out, "v", seen, *seen.vectors);
  if (has_outputs(seen)) add_matrix(out, "u", seen, *seen.outputs);
  return out;
}

Table nearest_table(const Snapshot& seen) {
  Table out{"neighbours", {"word", "rank", "neighbour", "cosine"}, {}};
  for (int word = 0; word < std::min(seen.text->size(), kListedWords); ++word) {
    const std::array without{word};
    int rank = 0;
    for (const Near& near : nearest(*seen.vectors, row_of(*seen.vectors, word), kListedNeighbours, without))
      out.rows.push_back({seen.text->word(word), std::to_string(++rank), seen.text->word(near.word), written(near.cosine)});
  }
  return out;
}

Table pass_table(const Snapshot& seen) {
  Table out{"pair", {"word", "role", "score", "probability", "gradient", "loss"}, {}};
  if (!has_guess(seen)) return out;
  const bool softmax = seen.settings.output == Output::Softmax;
  for (int row = 0; row < rows_of(seen.next); ++row) {
    const auto i = static_cast<std::size_t>(row);
    out.rows.push_back({seen.text->word(word_of_row(seen, row)), is_target(seen, row) ? "target" : softmax ? "word" : "negative", written(seen.next.scores[i]), written(seen.next.probabilities[i]), written(seen.next.gradients[i]),
                        written(loss_term(seen, row))});
  }
  return out;
}

Table hidden_table(const Snapshot& seen) {
  Table out{"network", {"dimension", "h", "gradient"}, {}};
  if (!has_guess(seen)) return out;
  for (std::size_t d = 0; d < seen.next.hidden.size(); ++d) out.rows.push_back({std::to_string(d + 1), written(seen.next.hidden[d]), written(seen.next.hidden_gradient[d])});
  return out;
}

Table analogy_table(const Snapshot& seen, const Hand& hand) {
  Table out{"analogy", {"a", "b", "c", "query_words", "rank", "answer", "cosine"}, {}};
  const std::array<int, 3> q = asked(seen, hand);
  for (const QueryWords query : {QueryWords::PassedOver, QueryWords::Allowed}) {
    if (q[0] < 0) break;
    int rank = 0;
    for (const Near& near : analogy(*seen.vectors, q[0], q[1], q[2], kListedNeighbours, query))
      out.rows.push_back({seen.text->word(q[0]), seen.text->word(q[1]), seen.text->word(q[2]), query == QueryWords::Allowed ? "allowed" : "passed_over", std::to_string(++rank), seen.text->word(near.word), written(near.cosine)});
  }
  return out;
}

Table shelf_table() {
  Table out{"shelf", {"good", "colour", "size", "model", "kind"}, {}};
  for (const Good& good : goods())
    out.rows.push_back({good.id, written(good.features[0]), written(good.features[1]), written(good.features[2]), std::string(kinds()[static_cast<std::size_t>(good.kind)].english)});
  return out;
}

// The answers to each hole; a line whose holes have none stands alone.
Table gap_table(const Snapshot& seen, const Hand& hand) {
  Table out{"gap", {"line", "hole", "rank", "word", "probability"}, {}};
  const std::string written_line = hand.gap.line.text().empty() ? "床前□□光" : hand.gap.line.text();
  const Line line = line_of(*seen.text, written_line);
  for (std::size_t hole = 0; hole < line.ids.size(); ++hole) {
    if (line.ids[hole] != -1 || !has_outputs(seen)) continue;
    int rank = 0;
    for (const Fit& fit : fits(seen, line, static_cast<int>(hole), kListedNeighbours))
      out.rows.push_back({written_line, std::to_string(hole + 1), std::to_string(++rank), seen.text->word(fit.word), written(fit.probability)});
  }
  if (out.rows.empty()) out.rows.push_back({written_line, "", "", "", ""});
  return out;
}

}  // namespace

std::vector<lesson::Table> tables_of(const Snapshot& seen, const Hand& hand) {
  return {map_table(seen), pass_table(seen), hidden_table(seen), matrices_table(seen), nearest_table(seen), analogy_table(seen, hand), shelf_table(), gap_table(seen, hand)};
}

}  // namespace epochs::word2vec
