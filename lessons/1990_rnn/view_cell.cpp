// One step: the symbol picks a row of U, the old state goes through W, their sum is squeezed into the new state, and V reads the guess from it. With gates (LSTM, GRU)
// the gates stand between. What the walk has not come to yet is empty.
#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>

#include "nn/ops/cross_entropy.hpp"
#include "parts.hpp"
#include "ui/anchor.hpp"
#include "ui/press.hpp"
#include "viz/strip.hpp"
#include "viz/tooltip.hpp"

namespace epochs::recurrent {
namespace {

using lesson::Beat;
using ui::Face;
using ui::Rect;
using ui::Token;

constexpr float kCellLine = 34, kCellLabel = 112, kCellStripLeast = 15, kCellGuess = 24, kCellMatrixHead = 24, kCellGap = 18, kBesideCell = 720, kLeastMatrices = 110, kCellColorBar = 190;
constexpr int kCellGuesses = 5;

// A vector of the step as a row of cells.
struct CellRow {
  std::string_view id;         // anchor
  std::string symbol;
  Localized words;
  Token color = Token::Activation;
  RowVector values;
  double limit = 1;
  int op = 0;                  // of the walk forwards that works it out; −1: given
  std::function<Place(int)> place;               // of its cells
};

struct CellStep {
  const Network& network;
  const Reading& reading;
  int at = 0;
  Index hidden() const { return network.cell.hidden(); }
  int symbol() const { return reading.inputs[static_cast<std::size_t>(at)]; }
  RowVector before() const { return at > 0 ? RowVector(reading.states.row(at - 1)) : RowVector(reading.start.leftCols(hidden())); }
  RowVector gate(Index block) const { return reading.gates.row(at).segment(block * hidden(), hidden()); }
};

double limit_of_row(const RowVector& values) { return std::max(0.25, values.size() > 0 ? static_cast<double>(values.cwiseAbs().maxCoeff()) : 0.0); }

std::vector<CellRow> simple_rows(const CellStep& s) {
  const RowVector picked = s.network.cell.wx.value.row(s.symbol()), through = s.before() * s.network.cell.wh.value, sum = s.reading.sums.row(s.at), state = s.reading.states.row(s.at);
  const int at = s.at, symbol = s.symbol();
  const double limit = limit_of_row(sum);
  const auto whole = [at](int i) { return Place{Place::Kind::State, at, i}; };
  return {{"cell.before", "s'", {"old state", "旧状态"}, Token::Activation, s.before(), 1, -1, [at](int i) { return at > 0 ? Place{Place::Kind::State, at - 1, i} : Place{Place::Kind::State, 0, i}; }},
          {"cell.input", "x U", {"a row of U", "U 的一行"}, Token::Input, picked, limit, 0, [symbol](int i) { return Place{Place::Kind::InputWeight, symbol, i}; }},
          {"cell.through", "s' W", {"through W", "经过 W"}, Token::Weight, through, limit, 1, whole},
          {"cell.sum", "z", {"their sum, + b", "相加，再加 b"}, Token::Activation, sum, limit, 2, whole},
          {"cell.state", "s", {"tanh: new state", "tanh：新状态"}, Token::Activation, state, 1, 3, whole}};
}

std::vector<CellRow> gated_rows(const CellStep& s) {
  const bool lstm = s.network.shape.kind == nn::RecurrentKind::Lstm;
  const int at = s.at, hidden = static_cast<int>(s.hidden());
  const auto gate = [&](Index block, std::string_view id, std::string symbol, Localized words, Token color, int op) {
    return CellRow{id, std::move(symbol), words, color, s.gate(block), 1, op, [at, hidden, block](int i) { return Place{Place::Kind::Gate, at, static_cast<int>(block) * hidden + i}; }};
  };
  const auto state = [at](int i) { return Place{Place::Kind::State, at, i}; };
  std::vector<CellRow> out;
  if (lstm) {
    const RowVector old = at > 0 ? RowVector(s.reading.cells.row(at - 1)) : RowVector(s.reading.start.rightCols(s.hidden())), now = s.reading.cells.row(at);
    const double limit = std::max(limit_of_row(old), limit_of_row(now));
    const auto memory = [](int step) { return [step](int i) { return Place{Place::Kind::Cell, std::max(0, step), i}; }; };
    out = {{"cell.before", "c'", {"old memory", "旧记忆"}, Token::Activation, old, limit, -1, memory(at - 1)}, gate(1, "cell.forget", "f", {"forget gate", "遗忘门"}, Token::Weight, 2), gate(0, "cell.in", "i", {"input gate", "输入门"}, Token::Weight, 2),
           gate(2, "cell.news", "g", {"what is new", "新东西"}, Token::Input, 3), {"cell.memory", "c", {"f c' + i g", "f c' + i g"}, Token::Activation, now, limit, 4, memory(at)}, gate(3, "cell.out", "o", {"output gate", "输出门"}, Token::Weight, 2),
           {"cell.state", "h", {"o tanh(c)", "o tanh(c)"}, Token::Activation, s.reading.states.row(at), 1, 5, state}};
  } else {
    out = {{"cell.before", "h'", {"old state", "旧状态"}, Token::Activation, s.before(), 1, -1, [at](int i) { return Place{Place::Kind::State, std::max(0, at - 1), i}; }}, gate(0, "cell.reset", "r", {"reset gate", "重置门"}, Token::Weight, 2),
           gate(1, "cell.update", "z", {"update gate", "更新门"}, Token::Weight, 2), gate(2, "cell.news", "n", {"what is new", "新的"}, Token::Input, 3), {"cell.state", "h", {"(1 − z) n + z h'", "(1 − z) n + z h'"}, Token::Activation, s.reading.states.row(at), 1, 4, state}};
  }
  return out;
}

// How far the walk has come in the forward beat; everything once it is beyond it, or while training runs.
int ops_done(const Scene& scene) { return scene.running || scene.at.beat != Beat::Forward ? std::numeric_limits<int>::max() : scene.at.op; }
bool lit_now(const Scene& scene, int op) { return !scene.running && scene.at.beat == Beat::Forward && scene.at.op == op; }

void draw_cell_row(Scene& scene, Rect line, const CellRow& row, bool done) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add(row.id, line);
  if (row.op >= 0 && lit_now(scene, row.op)) draw_lit(scene, line);
  const float y = line.center().y + 5;
  ui.canvas.text({line.x + 10, y}, row.symbol, {Face::MathItalic, 17}, ui.color(row.color));
  const float words = line.x + 12 + std::max(38.0f, ui.canvas.text_width(row.symbol, {Face::MathItalic, 17}) + 8);
  const float left = std::min(kCellLabel + (line.w > 420 ? 44.0f : 0.0f), line.w * 0.45f);
  if (line.x + left - words > 26) text_in(ui, {words, y}, line.x + left - words - 6, ui.say(row.words), {Face::Ui, ui::kSmall}, Token::Text3);
  const Rect strip = Rect{line.x + left, line.y + 3, line.w - left - 4, line.h - 6};
  const int shown = viz::cells_that_fit(strip.w, static_cast<std::size_t>(row.values.size()));
  if (!done) {
    ui.canvas.outline(strip, ui.color(Token::Line2), 3);
    return;
  }
  viz::Strip look{row.limit, shown};
  for (int i = 0; i < shown; ++i)
    if (row.place(i) == scene.hand.selected) look.marked = i;
  const int under = viz::draw_strip(ui, strip, {row.values.data(), static_cast<std::size_t>(row.values.size())}, look);
  if (under < 0 || !strip.contains(ui.pointer.position)) return;
  ui.requests.cursor = ui::Cursor::Hand;
  viz::tooltip(ui, ui.pointer.position, scene.ui.window, row.symbol + (ui.language == Language::English ? ", unit " : "，单元 ") + std::to_string(under + 1) + ": " + signed_number(static_cast<double>(row.values(under)), 3));
  if (ui.pointer.pressed) scene.hand.selected = row.place(under);
}

std::vector<int> likeliest(const Reading& reading, int at, int count) {
  std::vector<int> out(static_cast<std::size_t>(reading.probabilities.cols()));
  std::iota(out.begin(), out.end(), 0);
  const auto last = out.begin() + std::min<std::ptrdiff_t>(count, static_cast<std::ptrdiff_t>(out.size()));
  std::partial_sort(out.begin(), last, out.end(), [&](int a, int b) { return reading.probabilities(at, a) > reading.probabilities(at, b); });
  out.erase(last, out.end());
  const int target = reading.targets[static_cast<std::size_t>(at)];
  if (target != nn::kIgnored && std::find(out.begin(), out.end(), target) == out.end()) out.back() = target;
  return out;
}

// The likeliest next symbols, and the true one.
void draw_guess(Scene& scene, Rect area, const CellStep& s, bool done) {
  ui::Ui& ui = scene.ui;
  ui.anchors.add("cell.guess", area);
  const int forward = forward_ops(s.network.shape.kind);
  if (lit_now(scene, forward - 2) || lit_now(scene, forward - 1) || (!scene.running && scene.at.beat == Beat::Loss)) draw_lit(scene, area);
  const Rect head = area.cut_top(24);
  const bool gated = s.network.shape.kind != nn::RecurrentKind::Rnn;             // there o is a gate and c the memory
  ui.canvas.text({head.x + 10, head.center().y + 5}, gated ? "y" : "o", {Face::MathItalic, 17}, ui.color(Token::Target));
  const Localized words = gated ? Localized{"softmax(h V + b): what comes next?", "softmax(h V + b)：下一个是什么？"} : Localized{"softmax(s V + c): what comes next?", "softmax(s V + c)：下一个是什么？"};
  text_in(ui, {head.x + 30, head.center().y + 5}, head.w - 34, ui.say(words), {Face::Ui, ui::kSmall}, Token::Text3);
  if (!done) return;
  const int target = s.reading.targets[static_cast<std::size_t>(s.at)], count = std::clamp(static_cast<int>(area.h / kCellGuess), 1, kCellGuesses);
  for (const int symbol : likeliest(s.reading, s.at, count)) {
    const Rect row = area.cut_top(kCellGuess);
    const Place place{Place::Kind::Probability, s.at, symbol};
    const ui::Pressed press = ui::pressable(ui, "cell.guess." + std::to_string(symbol), row, 6);
    ui::hover_fill(ui, row.inset(0, 1), Token::Surface2, 6, press);
    const bool truth = symbol == target;
    text_in(ui, {row.x + 10, row.center().y + 5}, 80, shown_symbol(scene.symbol(symbol)), {truth ? Face::Semibold : Face::Ui, ui::kLabel}, truth ? Token::Target : Token::Text1);
    const float names = 92, p = static_cast<float>(s.reading.probabilities(s.at, symbol));
    viz::draw_share(ui, {row.x + names, row.center().y - 4.5f, std::max(10.0f, row.w - names - 60), 9}, static_cast<double>(p), truth ? Token::Target : Token::Activation);
    ui.canvas.text({row.right() - 6, row.center().y + 5}, format_number(static_cast<double>(p), 3), {Face::Mono, ui::kSmall}, ui.color(Token::Text2), ui::Align::Right);
    if (scene.hand.selected == place) ui.canvas.outline(row.inset(0, 1), ui.color(Token::Text1), 6, 1.6f);
    if (press.clicked) scene.hand.selected = place;
  }
}

// ---- The matrices ------------------------------------------------------------------------------------------------------

struct CellMatrix {
  std::string_view id, symbol;
  Localized words;
  Token color;
  ConstMatrix values;
  Place::Kind kind;
  int selected_row;
  viz::HeatmapState& state;
  bool lit;
};

// Its title, beside the colour bar where both have room, else on a line of its own.
void draw_cell_matrix(Scene& scene, Rect area, const CellMatrix& matrix) {
  ui::Ui& ui = scene.ui;
  if (matrix.lit) draw_lit(scene, area.inset(-6, -2));
  const ui::TextStyle small{Face::Ui, ui::kSmall};
  const std::string title = std::to_string(matrix.values.rows()) + " × " + std::to_string(matrix.values.cols()) + "  " + std::string(ui.say(matrix.words));
  const bool beside = ui.canvas.text_width(title, small) + 24 + kCellColorBar < area.w;
  const Rect line = beside ? Rect{area.x, area.y, area.w - kCellColorBar, kCellMatrixHead} : area.cut_top(kCellMatrixHead - 4);
  ui.canvas.text({line.x + 2, line.y + 16}, matrix.symbol, {Face::MathItalic, 18}, ui.color(matrix.color));
  text_in(ui, {line.x + 24, line.y + 16}, line.w - 24, title, small, Token::Text3);
  viz::HeatmapStyle style;
  style.map = viz::ColorMap::Diverging;
  style.limit = std::max(0.25, static_cast<double>(matrix.values.cwiseAbs().maxCoeff()));
  style.selected_row = matrix.selected_row;
  if (scene.hand.selected.kind == matrix.kind) style.selected = {scene.hand.selected.a, scene.hand.selected.b};
  const viz::HeatmapResult result = viz::heatmap(ui, matrix.id, area, matrix.values, matrix.state, style);
  if (result.clicked.exists()) scene.hand.selected = {matrix.kind, result.clicked.row, result.clicked.column};
  if (!result.hovered.exists()) return;
  viz::tooltip(ui, ui.pointer.position, ui.window, std::string(matrix.symbol) + " (" + std::to_string(result.hovered.row + 1) + ", " + std::to_string(result.hovered.column + 1) + ") = " + signed_number(static_cast<double>(matrix.values(result.hovered.row, result.hovered.column)), 3));
}

// One above the other, or side by side where there is more room below.
void draw_matrices(Scene& scene, Rect area, const CellStep& s, bool column) {
  CellState& state = scene.hand.cell;
  const bool walking = !scene.running && scene.at.beat == Beat::Forward, update = !scene.running && scene.at.beat == Beat::Update && scene.at.op > 0;
  const int forward = forward_ops(s.network.shape.kind);
  const auto next = [&, w = (area.w - 2 * kCellGap) / 3, h = (area.h - 2 * kCellGap) / 3] {
    const Rect out = column ? area.cut_top(h) : area.cut_left(w);
    static_cast<void>(column ? area.cut_top(kCellGap) : area.cut_left(kCellGap));
    return out;
  };
  draw_cell_matrix(scene, next(), {"cell.u", "U", {"symbol to state", "从符号到状态"}, Token::Input, s.network.cell.wx.value, Place::Kind::InputWeight, s.symbol(), state.u, update || (walking && scene.at.op == 0)});
  draw_cell_matrix(scene, next(), {"cell.w", "W", {"state to state", "从状态到状态"}, Token::Weight, s.network.cell.wh.value, Place::Kind::StateWeight, -1, state.w, update || (walking && scene.at.op == 1)});
  draw_cell_matrix(scene, next(), {"cell.v", "V", {"state to guess", "从状态到猜测"}, Token::Target, s.network.readout.w.value, Place::Kind::ReadoutWeight, -1, state.v, update || (walking && scene.at.op == forward - 2)});
}

// Back through time the walk goes step by step; this row is what arrives at its step.
void draw_blame_row(Scene& scene, Rect line, int at) {
  const Blame* blame = scene.shown.blame.get();
  if (!blame || at >= blame->states.rows()) return;
  CellRow row{"cell.blame", "∂s", {"blame that arrives here", "传到这里的责任"}, Token::Error, blame->states.row(at), limit_of_row(blame->states.row(at)), -1, [at](int) { return Place{Place::Kind::Blame, at, 0}; }};
  row.limit = std::max(1e-9, static_cast<double>(blame->states.row(at).cwiseAbs().maxCoeff()));
  draw_lit(scene, line);
  draw_cell_row(scene, line, row, true);
}

// The step that is looked at: on the way back the one that the walk has come to.
int step_shown(const Scene& scene, const Reading& reading) {
  const auto last = static_cast<int>(reading.steps()) - 1;
  if (!scene.running && scene.at.beat == Beat::Backward && scene.shown.next == scene.shown.reading) return std::clamp(last - scene.at.op, 0, last);
  return std::clamp(scene.hand.at, 0, last);
}

}  // namespace

void draw_cell_view(Scene& scene, Rect area) {
  scene.ui.anchors.add("cell", area);
  if (!scene.shown.reading || scene.shown.reading->steps() == 0) return draw_sentence_of(scene.ui, area, {"There is nothing to read yet.", "还没有可读的东西。"});
  const CellStep s{*scene.shown.network, *scene.shown.reading, step_shown(scene, *scene.shown.reading)};
  scene.hand.at = s.at;
  draw_line_of_symbols(scene, area.cut_top(kCellLine), "cell.line");
  area.cut_top(14);
  const bool beside = area.w >= kBesideCell && area.h >= 3 * kLeastMatrices;
  if (beside) {
    draw_matrices(scene, area.cut_left(area.w * 0.38f), s, true);
    area.cut_left(26);
  }
  const std::vector<CellRow> rows = s.network.shape.kind == nn::RecurrentKind::Rnn ? simple_rows(s) : gated_rows(s);
  const bool back = !scene.running && (scene.at.beat == Beat::Backward || scene.at.beat == Beat::Update);
  const auto lines = static_cast<float>(rows.size() + 1);          // one is kept for the blame
  const float below_all = lines * 24 + 24 + 3 * kCellGuess + 30;   // of the rows and the guess, at their tightest
  if (!beside && area.w > 380 && area.h > below_all + kLeastMatrices) {
    draw_matrices(scene, area.cut_bottom(std::min(area.h - below_all, 220.0f)), s, false);
    area.cut_bottom(16);
  }
  const float guess = std::clamp(area.h * 0.34f, 24 + kCellGuess, 24 + kCellGuesses * kCellGuess);
  const float pitch = std::clamp((area.h - guess - 12) / lines, kCellStripLeast, 40.0f);
  const int done = ops_done(scene);
  for (const CellRow& row : rows) draw_cell_row(scene, area.cut_top(pitch), row, row.op <= done);
  const Rect below = area.cut_top(pitch);
  if (back) draw_blame_row(scene, below, s.at);
  area.cut_top(6);
  draw_guess(scene, {area.x, area.y, area.w, guess}, s, done >= forward_ops(s.network.shape.kind) - 1);
}

}  // namespace epochs::recurrent
