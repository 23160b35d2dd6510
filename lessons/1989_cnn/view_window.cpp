// One kernel sliding over the picture: all maps, one map, one window, one formula. Each shows the same place closer; going back keeps it.
#include <algorithm>
#include <array>
#include <cmath>

#include "cells.hpp"
#include "names.hpp"
#include "ui/anchor.hpp"
#include "ui/controls.hpp"
#include "ui/focus.hpp"
#include "ui/formula.hpp"
#include "ui/motion.hpp"
#include "views.hpp"

namespace epochs::inline EPOCHS_PRECISION::cnn {
namespace {

using ui::Rect;
using ui::Token;

constexpr float kBar = 32, kSlide = 34, kBelowMaps = 18, kRoomForProducts = 170;
constexpr double kSlideSeconds = 0.12;

viz::ColorMap input_colors(const Scene& scene) { return scene.hand.window.layer == 1 ? viz::ColorMap::Sequential : map_colors(scene.seen.settings.shape); }
double input_limit(const Scene& scene) { return scene.hand.window.layer == 1 ? 1 : limit_of_maps(1, scene.reading); }

// ---- All maps ----------------------------------------------------------------------------------------------------------

void draw_all_maps(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  Hand& hand = scene.hand;
  const Network& network = *scene.seen.network;
  const int filters = static_cast<int>(network.model.convolutions[static_cast<std::size_t>(hand.window.layer - 1)].filters());
  const SquareGrid grid = squares_in(area, filters);
  const float side = grid.side;
  const double limit = limit_of_maps(hand.window.layer, scene.reading), kernels = limit_of_kernels(hand.window, network);
  for (int f = 0; f < filters; ++f) {
    const Rect box = grid.at(area, f);
    const ui::Pressed press = ui::pressable(ui, "window.map." + std::to_string(f), box, 4);
    draw_cells(ui, box, map_of(hand.window.layer, f, network, scene.reading), {map_colors(scene.seen.settings.shape), limit, &hand.textures[static_cast<std::size_t>(f)]});
    const float k = std::min(26.0f, side / 4);
    WindowPlace here = hand.window;
    here.filter = f;
    draw_cells(ui, {box.right() - k, box.y, k, k}, kernel_at(here, network), {viz::ColorMap::Diverging, kernels, nullptr});
    const bool chosen = f == hand.window.filter;
    ui.canvas.outline(box, ui.color(chosen || press.hovered ? Token::Text1 : Token::Line2), 2, chosen ? 2.0f : press.hovered ? 1.6f : 1.0f);
    if (press.clicked) hand.window.filter = f, hand.depth = Depth::OneMap;
  }
}

// ---- One map -----------------------------------------------------------------------------------------------------------

// The number that the window writes is the one in the inspector.
void select_window(Hand& hand) { hand.selected = {Place::Kind::A, hand.window.layer, hand.window.filter, hand.window.row, hand.window.column}; }

// Pressing or dragging on the map moves the window there; arrows do so from the keyboard.
void take_place(Scene& scene, Rect box, Index rows, Index columns) {
  ui::Ui& ui = scene.ui;
  Hand& hand = scene.hand;
  ui.anchors.add("window.map", box);
  if (ui.pointer.pressed && box.contains(ui.pointer.position)) hand.moving_window = true;
  if (!ui.pointer.down && !ui.pointer.pressed) hand.moving_window = false;
  if (hand.moving_window) {
    hand.sliding = false;
    hand.window.row = std::clamp(static_cast<int>((ui.pointer.position.y - box.y) / box.h * static_cast<float>(rows)), 0, static_cast<int>(rows) - 1);
    hand.window.column = std::clamp(static_cast<int>((ui.pointer.position.x - box.x) / box.w * static_cast<float>(columns)), 0, static_cast<int>(columns) - 1);
  }
  if (hand.moving_window) select_window(hand);
  if (!ui.focus.add("window.map") || !ui.focus.visible()) return;
  ui::focus_outline(ui, box, 4);
  ui.focus.begin_browsing();
  const viz::GridCell cell_before{hand.window.row, hand.window.column};
  viz::GridCell cell = cell_before;
  if (viz::move_cursor(ui, cell, static_cast<int>(rows), static_cast<int>(columns))) hand.window.row = cell.row, hand.window.column = cell.column;
  if (viz::GridCell{hand.window.row, hand.window.column} != cell_before) select_window(hand);
  if (ui.focus.activated("window.map")) hand.depth = Depth::OneWindow;
}

void slide(Scene& scene) {
  ui::Ui& ui = scene.ui;
  Hand& hand = scene.hand;
  if (!hand.sliding) return;
  if (ui.time - hand.slid_at >= kSlideSeconds) {
    hand.window = next_place(hand.window, *scene.seen.network);
    hand.slid_at = ui.time;
    ui.motion.toward("window.slide", static_cast<float>(hand.window.row * 100 + hand.window.column), static_cast<float>(2 * kSlideSeconds));
  }
}

void draw_slide_button(Scene& scene, Rect row) {
  ui::Ui& ui = scene.ui;
  Hand& hand = scene.hand;
  const bool steps = ui.motion.reduced();
  const std::string_view label = ui.say(steps ? Localized{"Next place", "下一处"} : hand.sliding ? Localized{"Stop", "停下"} : Localized{"Slide", "滑动"});
  if (ui::button(ui, "window.slide", {row.x, row.y, std::min(120.0f, row.w), kSlide}, label, ui::ButtonKind::Ghost, ui::Access::Open, ui::kSmall)) {
    if (steps) hand.window = next_place(hand.window, *scene.seen.network);
    else hand.sliding = !hand.sliding, hand.slid_at = ui.time;
  }
  const nn::Window& window = scene.seen.network->model.convolutions[static_cast<std::size_t>(hand.window.layer - 1)].window;
  const std::string r = std::to_string(hand.window.row + 1), c = std::to_string(hand.window.column + 1), s = std::to_string(window.stride), p = std::to_string(window.padding);
  const std::string text = ui.language == Language::English ? "row " + r + ", column " + c + "; stride " + s + ", padding " + p : "第 " + r + " 行第 " + c + " 列；步幅 " + s + "，填充 " + p;
  const ui::TextStyle style{ui::Face::Ui, ui::kSmall};
  if (ui.canvas.text_width(text, style) <= row.w - 132) ui.canvas.text({row.x + 132, row.y + 22}, text, style, ui.color(Token::Text2));
}

// ---- One window, one formula -----------------------------------------------------------------------------------------

std::string plain(double value, int digits = 2) { return "\\v{" + format_number(value, digits) + "}"; }

// So many decimals that the rounded terms add up to the rounded sum.
int digits_of(const WindowSum& sum) {
  for (int digits = 2; digits < 4; ++digits) {
    const double unit = std::pow(10.0, digits);
    const auto rounded = [&](double value) { return std::round(value * unit); };
    if (rounded(sum.sum) + rounded(sum.others) + rounded(sum.bias) == rounded(sum.z)) return digits;
  }
  return 4;
}
std::string function_of(const Scene& scene) { return std::string(lesson::name_for(kActivations, scene.seen.settings.shape.activation).key); }

// a = f(z), in words of the network's own activation.
std::string answer_line(const Scene& scene, const WindowSum& sum, int digits) {
  const nn::Activation f = scene.seen.settings.shape.activation;
  const std::string inside = f == nn::Activation::Relu ? "\\v{max}(\\v{0},\\, z)" : f == nn::Activation::None ? "z" : "\\v{" + function_of(scene) + "}(z)";
  return "\\c{a}{a} = " + inside + " = " + plain(sum.a, digits);
}

std::string sum_line(const Scene& scene, const WindowSum& sum, int digits) {
  std::string line = "z = " + plain(sum.sum, digits);
  if (scene.hand.window.layer == 2) line += " + \\v{(}" + plain(sum.others, digits) + "\\v{)}";
  return line + " + \\c{b}{\\v{(}" + plain(sum.bias, digits) + "\\v{)}} = " + plain(sum.z, digits);
}

// As large, and with as many decimals, as the width lets them be.
void draw_sum(Scene& scene, Rect lines, const WindowSum& sum) {
  ui::Ui& ui = scene.ui;
  const auto fits = [&](int digits, float size) {
    const Result<ui::Formula> formula = ui::lay_out_formula(ui.canvas, sum_line(scene, sum, digits), size);
    return formula.ok() && formula.value().width <= lines.w;
  };
  int digits = digits_of(sum);
  float size = 16;
  while (!fits(digits, size) && size > 13) size -= 1;
  if (!fits(digits, size)) digits = 2, size = 14;
  ui::draw_formula(ui, {lines.x, lines.y + 24}, sum_line(scene, sum, digits), size);
  ui::draw_formula(ui, {lines.x, lines.y + 52}, answer_line(scene, sum, digits), size);
}

// Below the three matrices what they are; while a cell is pointed at, its product.
void draw_names_or_product(Scene& scene, const std::array<Rect, 3>& boxes, const std::array<std::pair<Localized, Token>, 3>& names, const WindowSum& sum, viz::GridCell pointed) {
  ui::Ui& ui = scene.ui;
  if (!pointed.exists()) {
    for (std::size_t i = 0; i < boxes.size(); ++i) {
      const std::array lines{std::string(ui.say(names[i].first))};
      draw_fitting(ui, {boxes[i].x, boxes[i].bottom() + 20}, boxes[i].w + 18, lines, names[i].second);
    }
    return;
  }
  for (const Rect& box : boxes) ui.canvas.outline(cell_in(box, pointed, sum.patch.rows(), sum.patch.cols()).inset(-1), ui.color(Token::Text1), 3, 1.6f);
  const std::array<double, 3> numbers{static_cast<double>(sum.patch(pointed.row, pointed.column)), static_cast<double>(sum.kernel(pointed.row, pointed.column)), static_cast<double>(sum.products(pointed.row, pointed.column))};
  for (std::size_t i = 0; i < boxes.size(); ++i) ui.canvas.text({boxes[i].x, boxes[i].bottom() + 20}, format_number(numbers[i], boxes[i].w < 70 ? 2 : 4), {ui::Face::Mono, ui::kSmall}, ui.color(names[i].second));
}

void draw_one_window(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  const WindowSum sum = sum_at(scene.hand.window, *scene.seen.network, scene.reading);
  constexpr float kBetweenBoxes = 26, kNames = 30, kLines = 64;
  // In a row with the sum below; in a tall panel two above one, which are larger, with the sum beside the third.
  const float in_row = std::max(30.0f, std::min({(area.w - 2 * kBetweenBoxes) / 3, area.h - kNames - kLines, 300.0f})), in_two = std::min((area.w - kBetweenBoxes) / 2, (area.h - 2 * kNames) / 2);
  const bool two = in_two > 1.2f * in_row && area.w - in_two - kBetweenBoxes >= 190;
  const float side = two ? in_two : in_row, y = area.y;
  const Rect lines = two ? Rect{area.x + side + kBetweenBoxes, y + side + kNames + side / 2 - 40, area.w - side - kBetweenBoxes, kLines} : Rect{area.x, y + side + kNames, area.w, kLines};
  const double kernels = limit_of_kernels(scene.hand.window, *scene.seen.network), inputs = input_limit(scene);
  const std::array<Rect, 3> boxes{{{area.x, y, side, side}, {area.x + side + kBetweenBoxes, y, side, side}, two ? Rect{area.x, y + side + kNames, side, side} : Rect{area.x + 2 * (side + kBetweenBoxes), y, side, side}}};
  draw_cells(ui, boxes[0], sum.patch, {input_colors(scene), inputs, nullptr});
  draw_cells(ui, boxes[1], sum.kernel, {viz::ColorMap::Diverging, kernels, nullptr});
  draw_cells(ui, boxes[2], sum.products, {viz::ColorMap::Diverging, std::max(1e-6, kernels * inputs), nullptr});
  const Localized input_name = scene.hand.window.layer == 1 ? Localized{"picture", "图像"} : Localized{"map below", "下层的图"};
  const std::array<std::pair<Localized, Token>, 3> names{{{input_name, scene.hand.window.layer == 1 ? Token::Input : Token::Activation}, {{"kernel", "卷积核"}, Token::Weight}, {{"products", "乘积"}, Token::Text2}}};
  viz::GridCell pointed;
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    ui.canvas.outline(boxes[i].inset(-3), ui.color(names[i].second), 5, 1.5f);
    if (i == 0 || (i == 1 && !two)) ui.canvas.text({boxes[i].right() + kBetweenBoxes / 2, boxes[i].center().y + 6}, i == 0 ? "×" : "=", {ui::Face::Ui, ui::kHeading}, ui.color(Token::Text2), ui::Align::Center);
    if (const viz::GridCell under = cell_under(boxes[i], ui.pointer.position, sum.patch.rows(), sum.patch.cols()); under.exists()) pointed = under;
  }
  ui.anchors.add("window.products", boxes[2]);
  draw_names_or_product(scene, boxes, names, sum, pointed);
  draw_sum(scene, lines, sum);
}

// What is slid over and what comes of it, and how large they are.
void draw_sides(Scene& scene, Rect from, Rect to, ConstMatrix input, ConstMatrix map) {
  ui::Ui& ui = scene.ui;
  const auto caption = [&](Rect box, Localized name, ConstMatrix cells, Token color) {
    const std::string size = std::to_string(cells.rows()) + " × " + std::to_string(cells.cols());
    const std::array lines{std::string(ui.say(name)) + "  " + size, std::string(ui.say(name))};
    draw_fitting(ui, {box.x, box.bottom() + 18}, box.w, lines, color);
  };
  if (scene.hand.window.layer == 1) caption(from, {"picture", "图像"}, input, Token::Input);
  else caption(from, {"a map below", "下层的一张图"}, input, Token::Activation);
  caption(to, {"feature map", "特征图"}, map, Token::Activation);
}

void draw_one_map(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  Hand& hand = scene.hand;
  const Network& network = *scene.seen.network;
  slide(scene);
  draw_slide_button(scene, area.cut_bottom(kSlide));
  area.cut_bottom(12);
  const Matrix map = map_of(hand.window.layer, hand.window.filter, network, scene.reading);
  const float side = std::min((area.w - 48) / 2, area.h - 24);
  const Rect from{area.x, area.y, side, side}, to{area.x + side + 48, area.y, side, side};
  take_place(scene, to, map.rows(), map.cols());
  const Matrix input = input_of(hand.window, network, scene.reading);
  draw_cells(ui, from, input, {input_colors(scene), input_limit(scene), &hand.textures[0]});
  draw_cells(ui, to, map, {map_colors(scene.seen.settings.shape), limit_of_maps(hand.window.layer, scene.reading), &hand.textures[1]});
  const WindowSum sum = sum_at(hand.window, network, scene.reading);
  const Rect frame = frame_in(from, sum.square, input.rows(), input.cols()), out = cell_in(to, {hand.window.row, hand.window.column}, map.rows(), map.cols());
  const ui::Color color = ui.color(Token::Weight);
  ui.canvas.outline(frame, color, 2, 2);
  ui.canvas.outline(out.inset(-1), color, 2, 2);
  const ui::Vec2 start{frame.right(), frame.center().y}, end{out.x, out.center().y};
  ui.canvas.bezier(start, {start.x + 40, start.y}, {end.x - 40, end.y}, end, color, 1.5f);
  draw_sides(scene, from, to, input, map);
  area.cut_top(side + 24 + kBelowMaps);
  if (area.h >= kRoomForProducts) draw_one_window(scene, area.inset(4, 0));
}

// "0.66 + 0.40 − 0.13": the products of one row of the kernel.
std::string added_up(const Matrix& products, Index row) {
  std::string out;
  for (Index i = 0; i < products.cols(); ++i) {
    const auto value = static_cast<double>(products(row, i));
    if (i == 0) out = format_number(value, 2);
    else out += (value < 0 ? " − " : " + ") + format_number(std::abs(value), 2);
  }
  return out;
}

// Row by row of the kernel, then everything together.
void draw_one_formula(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  const WindowSum sum = sum_at(scene.hand.window, *scene.seen.network, scene.reading);
  const bool english = ui.language == Language::English;
  ui::draw_formula(ui, {area.x, area.y + 20}, "\\c{a}{a} = f(\\Sigma\\, w_{ij} x_{ij} + b)", 19);
  area.cut_top(40);
  struct Row { std::string name; double value; Token color; std::string terms = {}; };
  std::vector<Row> rows;
  for (Index i = 0; i < sum.products.rows(); ++i) rows.push_back({english ? "row " + std::to_string(i + 1) + " of the kernel" : "卷积核第 " + std::to_string(i + 1) + " 行", static_cast<double>(sum.products.row(i).sum()), Token::Text1, added_up(sum.products, i)});
  if (scene.hand.window.layer == 2) rows.push_back({english ? "the other maps below" : "下面的其他特征图", sum.others, Token::Text1});
  rows.push_back({english ? "bias b" : "偏置 b", sum.bias, Token::Weight});
  rows.push_back({english ? "sum z" : "总和 z", sum.z, Token::Text1});
  rows.push_back({english ? "what is written into the map" : "写入特征图的数", sum.a, Token::Activation});
  const float step = std::min(44.0f, area.h / static_cast<float>(rows.size())), size = step >= 38 ? ui::kLabel : ui::kSmall;
  if (step < 14) return;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const float y = area.y + step * (static_cast<float>(i) + 0.5f) + 4.8f;
    if (i + 2 == rows.size()) ui.canvas.line({area.x, y - step / 2 - 4.8f}, {area.right(), y - step / 2 - 4.8f}, ui.color(Token::Line2));
    const float name = ui.canvas.text({area.x, y}, rows[i].name, {ui::Face::Ui, size}, ui.color(Token::Text2));
    const std::string value = format_number(rows[i].value, 4);
    ui.canvas.text({area.right(), y}, value, {ui::Face::Mono, size}, ui.color(rows[i].color), ui::Align::Right);
    const ui::TextStyle small{ui::Face::Mono, ui::kTick};
    const float terms = area.right() - ui.canvas.text_width("−0.0000", {ui::Face::Mono, size}) - 18;
    if (!rows[i].terms.empty() && terms - ui.canvas.text_width(rows[i].terms, small) >= area.x + name + 12) ui.canvas.text({terms, y}, rows[i].terms, small, ui.color(Token::Text3), ui::Align::Right);
  }
}

// On the title line: how many numbers this layer and the whole network learn; not while that is asked for.
void draw_parameters(Scene& scene, Rect area) {
  if (scene.hand.question_open) return;
  const Shape& shape = scene.seen.settings.shape;
  const std::string layer = std::to_string(scene.hand.window.layer);
  const std::vector<Stage> all = stages(shape);
  const std::string own = group_thousands(stage_named(all, "conv" + layer).parameters), sum = group_thousands(parameter_count(shape));
  const bool english = scene.ui.language == Language::English;
  const std::array lines{english ? own + " numbers to learn here, " + sum + " in all" : "这一层要学 " + own + " 个数，全网共 " + sum + " 个", english ? own + " of " + sum + " numbers" : own + " / " + sum + " 个数"};
  const auto title = scene.ui.anchors.find("stage.title.window");
  const float taken = title ? title->right() + 16 - area.x : 190;
  draw_fitting(scene.ui, {area.right() - 36, area.y - 20}, area.w - 36 - taken, lines, Token::Text3, ui::Align::Right);
}

}  // namespace

void draw_window_view(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  Hand& hand = scene.hand;
  hand.window = clamped(hand.window, *scene.seen.network);
  draw_parameters(scene, area);
  const std::array<std::string_view, 4> depths{ui.say({"All", "全部"}), ui.say({"Map", "一张图"}), ui.say({"Window", "窗口"}), ui.say({"Formula", "算式"})};
  Rect bar = area.cut_top(kBar);
  if (scene.seen.settings.shape.layers == 2) {
    const std::array<std::string_view, 2> layers{"1", "2"};
    const bool beside = bar.w >= 380;    // of the four words, which need 290
    if (!beside) area.cut_top(8);
    const int layer = ui::segmented(ui, "window.layer", beside ? bar.cut_right(72) : area.cut_top(kBar).cut_left(72), layers, hand.window.layer - 1) + 1;
    if (beside) bar.cut_right(12);
    if (layer != hand.window.layer) hand.window = clamped({layer, hand.window.filter, 0, hand.window.row, hand.window.column}, *scene.seen.network);
  }
  hand.depth = static_cast<Depth>(ui::segmented(ui, "window.depth", {bar.x, bar.y, std::min(bar.w, 380.0f), kBar}, depths, static_cast<int>(hand.depth)));
  area.cut_top(16);
  if (hand.depth == Depth::AllMaps) draw_all_maps(scene, area);
  if (hand.depth == Depth::OneMap) draw_one_map(scene, area);
  if (hand.depth == Depth::OneWindow) draw_one_window(scene, area.inset(4, 4));
  if (hand.depth == Depth::OneFormula) draw_one_formula(scene, area);
}

}  // namespace epochs::inline EPOCHS_PRECISION::cnn
