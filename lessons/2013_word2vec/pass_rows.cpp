#include "pass_rows.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "viz/color_map.hpp"

namespace epochs::word2vec {

bool has_outputs(const Snapshot& seen) { return seen.outputs && seen.vectors && seen.outputs->rows() > 0 && seen.outputs->rows() == seen.vectors->rows(); }
bool has_guess(const Snapshot& seen) { return has_outputs(seen) && seen.next.example.exists() && !seen.next.scores.empty(); }
int rows_of(const Pass& pass) { return static_cast<int>(pass.scores.size()); }

int word_of_row(const Snapshot& seen, int row) {
  if (seen.settings.output == Output::Softmax) return row;
  const Example& example = seen.next.example;
  return row == 0 ? example.target : example.negatives[static_cast<std::size_t>(row - 1)];
}

int target_row(const Snapshot& seen) { return seen.settings.output == Output::Softmax ? seen.next.example.target : 0; }
bool is_target(const Snapshot& seen, int row) { return row == target_row(seen); }

double loss_term(const Snapshot& seen, int row) {
  if (seen.settings.output == Output::Softmax) return is_target(seen, row) ? seen.next.loss : 0;
  const double s = static_cast<double>(seen.next.scores[static_cast<std::size_t>(row)]), toward = is_target(seen, row) ? -s : s;
  return std::max(0.0, toward) + std::log1p(std::exp(-std::abs(toward)));   // −ln σ(s) or −ln (1 − σ(s)), also where σ is nearly 0 or 1
}

std::vector<int> shown_rows(const Snapshot& seen, int most) {
  std::vector<int> out(static_cast<std::size_t>(rows_of(seen.next)));
  std::iota(out.begin(), out.end(), 0);
  const auto kept = std::min(out.size(), static_cast<std::size_t>(std::max(1, most)));
  if (seen.settings.output == Output::Softmax) {
    const std::vector<float>& p = seen.next.probabilities;
    std::partial_sort(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(kept), out.end(), [&](int a, int b) {
      if (is_target(seen, a) != is_target(seen, b)) return is_target(seen, a);
      const float pa = p[static_cast<std::size_t>(a)], pb = p[static_cast<std::size_t>(b)];
      return pa != pb ? pa > pb : a < b;
    });
  }
  out.resize(kept);
  return out;
}

std::vector<float> change_of_vector(const Snapshot& seen, int word) {
  if (!has_guess(seen)) return {};
  const std::vector<int>& inputs = seen.next.example.inputs;
  const auto times = std::count(inputs.begin(), inputs.end(), word);
  if (times == 0) return {};
  const auto share = static_cast<float>(-seen.settings.rate * static_cast<double>(times) / static_cast<double>(inputs.size()));
  std::vector<float> out = seen.next.hidden_gradient;
  for (float& value : out) value *= share;
  return out;
}

std::vector<float> change_of_output(const Snapshot& seen, int word) {
  if (!has_guess(seen)) return {};
  std::vector<float> out;
  const auto add = [&](int row) {
    out.resize(seen.next.hidden.size(), 0.0f);
    const auto by = static_cast<float>(-seen.settings.rate) * seen.next.gradients[static_cast<std::size_t>(row)];
    for (std::size_t d = 0; d < out.size(); ++d) out[d] += by * seen.next.hidden[d];
  };
  if (seen.settings.output == Output::Softmax) add(word);
  else
    for (int row = 0; row < rows_of(seen.next); ++row)
      if (word_of_row(seen, row) == word) add(row);
  return out;
}

float dot(std::span<const float> a, std::span<const float> b) { return std::inner_product(a.begin(), a.end(), b.begin(), 0.0f); }

double cosine_of(std::span<const float> a, std::span<const float> b) {
  double ab = 0, aa = 0, bb = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const double x = static_cast<double>(a[i]), y = static_cast<double>(b[i]);
    ab += x * y, aa += x * x, bb += y * y;
  }
  return aa > 0 && bb > 0 ? ab / std::sqrt(aa * bb) : 0;
}

double limit_of(const Snapshot& seen) {
  constexpr Index kEnough = 240;                 // rows: the rarer words are no larger
  const auto of = [&](const Matrix& all) {
    const Matrix some = all.topRows(std::min(kEnough, all.rows()));
    return some.size() > 0 && some.cwiseAbs().maxCoeff() > 0 ? viz::color_limit(some) : 0.0;
  };
  const double most = std::max(of(*seen.vectors), seen.outputs ? of(*seen.outputs) : 0);
  return most > 0 ? most : 1;
}

Lit lit_of(lesson::TracePlace at, const Snapshot& seen) {
  Lit lit;
  if (!has_guess(seen)) return lit;
  const int op = std::clamp(at.op, 0, ops_of(at.beat, seen) - 1), rows = rows_of(seen.next);
  const bool softmax = seen.settings.output == Output::Softmax;
  switch (at.beat) {
    case lesson::Beat::Forward:
      lit.hidden = op == 0;
      lit.probabilities = op == (softmax ? 2 : rows + 1);
      lit.scores = !lit.hidden && !lit.probabilities;
      if (lit.scores && !softmax) lit.row = op - 1;
      break;
    case lesson::Beat::Loss:
      lit.total = softmax || op == rows;
      lit.terms = softmax || op < rows;
      lit.row = softmax ? target_row(seen) : op < rows ? op : -1;
      break;
    case lesson::Beat::Backward: lit.gradients = op == 0, lit.hidden_gradient = op == 1; break;
    case lesson::Beat::Update: lit.outputs = op == 0, lit.vectors = op == 1; break;
  }
  return lit;
}

int chosen_word(const Scene& scene) {
  const int words = scene.seen.text->size();
  if (scene.hand.word >= 0 && scene.hand.word < words) return scene.hand.word;
  for (const char* name : {"cat", "猫", "king", "国王", "moon", "月"})
    if (const int found = scene.seen.text->find(name); found >= 0) return found;
  return std::min(words - 1, words / 8);         // the very commonest are “the” and its like
}

std::vector<Preset> presets(const Text& text) {
  static constexpr std::array<std::array<std::string_view, 3>, 12> kKnown{{{"man", "woman", "king"}, {"France", "China", "Paris"}, {"cat", "dog", "cats"}, {"man", "woman", "actor"}, {"France", "Japan", "Paris"}, {"man", "女人", "king"},
                                                                           {"男人", "女人", "国王"}, {"法国", "中国", "巴黎"}, {"男人", "女人", "演员"}, {"france", "china", "paris"}, {"man", "men", "woman"}, {"he", "she", "father"}}};
  std::vector<Preset> out;
  for (const auto& known : kKnown) {
    const Preset preset{{text.find(known[0]), text.find(known[1]), text.find(known[2])}};
    if (preset.words[0] >= 0 && preset.words[1] >= 0 && preset.words[2] >= 0) out.push_back(preset);
  }
  return out;
}

std::array<int, 3> asked(const Snapshot& seen, const Hand& hand) {
  const int words = seen.text->size();
  if (std::all_of(hand.analogy.begin(), hand.analogy.end(), [&](int id) { return id >= 0 && id < words; })) return hand.analogy;
  if (const std::vector<Preset> known = presets(*seen.text); !known.empty()) return known.front().words;
  return {-1, -1, -1};
}

bool waits_for(const Scene& scene, std::string_view step) { return scene.hand.question_open && scene.hand.step == step; }

}  // namespace epochs::word2vec
