// The numbers of the pictures as tables: what "Save data (CSV)" writes.
#include <algorithm>
#include <cmath>

#include "lesson/setting.hpp"
#include "views.hpp"

namespace epochs::self_attention {
namespace {

using lesson::Table;

std::string digits(double value) { return lesson::plain_number(value, 9); }

// Every weight of every head: who looks at whom.
Table weights_table(const char* name, const Shown& shown) {
  Table out{name, {"layer", "head", "word", "looks_at", "score", "weight"}, {}};
  for (std::size_t layer = 0; layer < shown.look->layers.size(); ++layer)
    for (std::size_t head = 0; head < shown.look->layers[layer].heads.size(); ++head)
      for (int t = 0; t < shown.words(); ++t)
        for (int s = 0; s < shown.words(); ++s) {
          const HeadLook& seen = shown.look->layers[layer].heads[head];
          const auto score = static_cast<double>(seen.scores(t, s)), weight = static_cast<double>(seen.weights(t, s));
          out.rows.push_back({std::to_string(layer + 1), std::to_string(head + 1), shown.word(t), shown.word(s), std::isfinite(score) ? digits(score) : "", digits(weight)});
        }
  return out;
}

void add_vector(Table& out, const char* symbol, const std::string& word, const Eigen::Ref<const RowVector>& values) {
  for (Index j = 0; j < values.size(); ++j) out.rows.push_back({symbol, word, std::to_string(j + 1), digits(static_cast<double>(values(j)))});
}

// The query that is looked at, every key and value beside it, and the mix.
Table query_table(const Shown& shown, const Hand& hand) {
  Table out{"query", {"what", "word", "column", "value"}, {}};
  const LayerLook& layer = shown.look->layers[static_cast<std::size_t>(layer_of(hand, shown))];
  const int head = std::max(0, head_of(hand, shown)), query = query_of(hand, shown);
  const Index d = shown.network->head_width(), first = head * d;
  add_vector(out, "q", shown.word(query), layer.q.row(query).segment(first, d));
  for (int t = 0; t < shown.words(); ++t) add_vector(out, "k", shown.word(t), layer.k.row(t).segment(first, d)), add_vector(out, "v", shown.word(t), layer.v.row(t).segment(first, d));
  add_vector(out, "mixed", shown.word(query), layer.heads[static_cast<std::size_t>(head)].mixed.row(query));
  return out;
}

void add_cells(Table& out, const char* name, const Matrix& values) {
  for (Index i = 0; i < values.rows(); ++i)
    for (Index j = 0; j < values.cols(); ++j) out.rows.push_back({name, std::to_string(i + 1), std::to_string(j + 1), digits(static_cast<double>(values(i, j)))});
}

Table pizza_table(const PizzaState& state) {
  Table out{"pizza", {"matrix", "row", "column", "value"}, {}};
  const PizzaLook seen = look(state.pizza);
  add_cells(out, "X", state.pizza.x), add_cells(out, "Wq", state.pizza.wq), add_cells(out, "Wk", state.pizza.wk), add_cells(out, "Wv", state.pizza.wv);
  add_cells(out, "Q", seen.q), add_cells(out, "K", seen.k), add_cells(out, "V", seen.v), add_cells(out, "scores", seen.scores), add_cells(out, "weights", seen.weights), add_cells(out, "mixed", seen.mixed);
  return out;
}

Table hide_table(const Shown& shown) {
  Table out{"hide", {"hidden_from_it", "weight_mean", "answer", "probability"}, {}};
  const Sentence& s = shown.sentence;
  for (int t = 0; t < shown.words(); ++t) {
    double weight = 0;
    for (int layer = 0; layer < shown.network->shape.layers; ++layer) weight += looks_at(*shown.plain, s, layer)[static_cast<std::size_t>(t)] / shown.network->shape.layers;
    const Answer without = answer_of(look(*shown.network, s.words, shown.way, {.cuts = {{kAny, kAny, s.pronoun, t}}, .scores = {}, .muted = {}}), s);
    out.rows.push_back({shown.word(t), digits(weight), shown.corpus->word(without.word), digits(without.probability)});
  }
  return out;
}

// Before they are measured a table still has a row.
Table cost_table(const CostState& state) {
  Table out{"cost", {"length", "rnn_ms", "attention_ms", "rnn_steps", "attention_steps", "pairs"}, {}};
  for (const LengthPoint& each : state.points)
    out.rows.push_back({std::to_string(each.length), digits(1000 * each.recurrent_seconds), digits(1000 * each.attention_seconds), std::to_string(each.recurrent_steps), std::to_string(each.attention_steps), digits(each.compared)});
  if (out.rows.empty()) out.rows.push_back({std::to_string(kLengths.front()), "", "", "", "", ""});
  return out;
}

Table scale_table() {
  Table out{"scale", {"width", "largest_weight_divided", "largest_weight_plain", "gradient_divided", "gradient_plain"}, {}};
  for (const int width : kWidths) {
    const Saturation one = measure_saturation(width, 1);
    out.rows.push_back({std::to_string(width), digits(one.most_root), digits(one.most_plain), digits(one.gradient_root), digits(one.gradient_plain)});
  }
  return out;
}

Table chart_table(const Snapshot& seen) {
  Table out{"chart", {"update", "loss", "right", "alike", "turned", "order"}, {}};
  for (const Exam& exam : seen.exams) out.rows.push_back({std::to_string(exam.update), digits(exam.loss), digits(exam.right), digits(exam.alike), digits(exam.turned), digits(exam.order)});
  out.rows.push_back({std::to_string(seen.updates), digits(seen.loss), "", "", "", ""});
  return out;
}

}  // namespace

std::vector<Table> tables_of(const Snapshot& seen, const Shown& shown, const Hand& hand) {
  std::vector<Table> out{pizza_table(hand.pizza), cost_table(hand.cost), scale_table(), chart_table(seen)};
  if (!shown.look) return out;
  out.push_back(weights_table("looks", shown)), out.push_back(weights_table("heads", shown)), out.push_back(query_table(shown, hand)), out.push_back(hide_table(shown));
  return out;
}

}  // namespace epochs::self_attention
