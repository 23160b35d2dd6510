// The kernel editor: nine or twenty-five numbers chosen by hand, slid over the picture alone. Nothing of the network changes until it is told to.
#include <algorithm>
#include <array>
#include <cmath>

#include "cells.hpp"
#include "ui/anchor.hpp"
#include "ui/controls.hpp"
#include "ui/focus.hpp"
#include "ui/motion.hpp"

namespace epochs::inline EPOCHS_PRECISION::cnn {
namespace {

using ui::Rect;
using ui::Token;

constexpr float kRow = 32, kUnitsOfOne = 50, kThree = 720, kApart = 36;             // dragging a number this far changes it by 1
constexpr float kTrialCaption = 24, kLeastStrip = 96, kGoodStrip = 140, kMostStrip = 168;                  // of the products below the pictures
constexpr double kLargestCell = 5, kFine = 0.05, kCoarse = 0.1, kTrialSlideSeconds = 0.12;

constexpr std::array<Preset, 4> kPresets{Preset::VerticalEdge, Preset::HorizontalEdge, Preset::Blur, Preset::Sharpen};

constexpr int kOwn = static_cast<int>(kPresets.size());

int preset_of(const KernelTrial& trial) {
  for (std::size_t i = 0; i < kPresets.size(); ++i)
    if (kernel_of(kPresets[i], trial.size) == trial.cells) return static_cast<int>(i);
  return kOwn;                           // numbers of the learner's own
}

// What numbers of one's own begin with: the kernel that hands on each pixel as it is.
std::vector<double> unchanging(int size) {
  std::vector<double> out(static_cast<std::size_t>(size * size), 0.0);
  out[out.size() / 2] = 1;
  return out;
}

// Edges, blur, sharpening, or what the learner has made of them last.
void draw_presets(Scene& scene, Rect bar) {
  ui::Ui& ui = scene.ui;
  KernelTrial& trial = scene.hand.trial;
  const bool wide = bar.w >= 560;
  const std::array<std::string_view, kOwn + 1> names{ui.say(wide ? Localized{"Vertical edge", "竖边"} : Localized{"Upright", "竖边"}), ui.say(wide ? Localized{"Horizontal edge", "横边"} : Localized{"Level", "横边"}),
                                                     ui.say({"Blur", "模糊"}), ui.say({"Sharpen", "锐化"}), ui.say(wide ? Localized{"Your own", "自己定"} : Localized{"Own", "自定"})};
  const int before = preset_of(trial), now = ui::segmented(ui, "kernel.preset", {bar.x, bar.y, std::min(bar.w, 660.0f), bar.h}, names, before);
  if (before == kOwn) trial.own = trial.cells;
  if (now == before || now < 0) return;
  const bool kept = trial.own.size() == static_cast<std::size_t>(trial.size * trial.size);
  trial.cells = now < kOwn ? kernel_of(kPresets[static_cast<std::size_t>(now)], trial.size) : kept ? trial.own : unchanging(trial.size);
}

void put(double& cell, double value) { cell = std::clamp(std::round(value / kFine) * kFine, -kLargestCell, kLargestCell); }

// Up and down by dragging, by the wheel, by the arrow keys.
void change_cell(Scene& scene, int i, const ui::Pressed& press) {
  ui::Ui& ui = scene.ui;
  KernelTrial& trial = scene.hand.trial;
  double& cell = trial.cells[static_cast<std::size_t>(i)];
  if (press.hovered && ui.pointer.pressed) trial.held = i, trial.from = cell, trial.y = ui.pointer.position.y;
  if (trial.held == i) {
    if (ui.pointer.down) put(cell, trial.from + static_cast<double>((trial.y - ui.pointer.position.y) / kUnitsOfOne));
    else trial.held = -1;
  }
  if (press.hovered && ui.pointer.wheel != 0) put(cell, cell + (ui.pointer.wheel > 0 ? kCoarse : -kCoarse));
  if (!press.focused) return;
  ui.focus.begin_browsing();
  for (const ui::KeyPress& key : ui.typed)
    if (key.key == ui::Key::Up || key.key == ui::Key::Down) put(cell, cell + (key.key == ui::Key::Up ? kCoarse : -kCoarse));
}

void draw_editor(Scene& scene, Rect box) {
  ui::Ui& ui = scene.ui;
  KernelTrial& trial = scene.hand.trial;
  const float side = box.w / static_cast<float>(trial.size);
  double limit = 1;
  for (const double cell : trial.cells) limit = std::max(limit, std::abs(cell));
  Matrix kernel(trial.size, trial.size);
  for (Index i = 0; i < kernel.size(); ++i) kernel.data()[i] = static_cast<Real>(trial.cells[static_cast<std::size_t>(i)]);
  const std::vector<std::string> numbers = numbers_in(ui, kernel, side - 2, side - 2);
  for (int i = 0; i < trial.size * trial.size; ++i) {
    const Rect cell{box.x + static_cast<float>(i % trial.size) * side, box.y + static_cast<float>(i / trial.size) * side, side - 2, side - 2};
    const ui::Pressed press = ui::pressable(ui, "kernel.cell." + std::to_string(i), cell, 4);
    change_cell(scene, i, press);
    const double value = trial.cells[static_cast<std::size_t>(i)];
    const ui::Color ground = viz::map_color(ui.theme, viz::ColorMap::Diverging, value, limit);
    ui.canvas.fill(cell, ground, 4);
    viz::mark_negative(ui, cell, viz::ColorMap::Diverging, value, limit);
    const float size = numbers_are_large(cell) ? ui::kBody : ui::kTick;
    if (!numbers.empty()) ui.canvas.text({cell.center().x, cell.center().y + 0.35f * size}, numbers[static_cast<std::size_t>(i)], {ui::Face::Mono, size}, ui::text_on(ground), ui::Align::Center);
    if (press.hovered || trial.held == i) ui.canvas.outline(cell.inset(-1), ui.color(Token::Text1), 5, 1.6f);
  }
  ui.canvas.outline(box.inset(-4), ui.color(Token::Weight), 7, 1.5f);
}

// A caption and a few words beside it; returns what is chosen.
int choice(Scene& scene, std::string_view id, Rect row, Localized caption, std::span<const std::string_view> words, int chosen) {
  ui::Ui& ui = scene.ui;
  const float label = ui.canvas.text({row.x, row.y + 21}, ui.say(caption), {ui::Face::Ui, ui::kSmall}, ui.color(Token::Text2));
  row.cut_left(std::max(label, std::min(56.0f, row.w - 104)) + 8);
  return ui::segmented(ui, id, {row.x, row.y, std::min(104.0f, row.w), row.h}, words, chosen);
}

// The same kernel, another side.
void resize_trial(KernelTrial& trial, int size) {
  if (size == trial.size) return;
  const int preset = preset_of(trial);
  trial.size = size;
  trial.cells = preset == kOwn ? unchanging(size) : kernel_of(kPresets[static_cast<std::size_t>(preset)], size);
  trial.held = -1;
}

// Three rows of controls, or one where they have the width for it.
void draw_trial_controls(Scene& scene, Rect area) {
  KernelTrial& trial = scene.hand.trial;
  const bool one = area.h < 2 * kRow;
  const float width = one ? std::min(168.0f, (area.w - 2 * 20) / 3) : area.w;
  const auto place = [&](int i) { return one ? Rect{area.x + static_cast<float>(i) * (width + 20), area.y, width, kRow} : Rect{area.x, area.y + static_cast<float>(i) * (kRow + 6), width, kRow}; };
  const std::array<std::string_view, 2> sizes{"3 × 3", "5 × 5"};
  const std::array<std::string_view, 3> strides{"1", "2", "3"}, paddings{"0", "1", "2"};
  resize_trial(trial, choice(scene, "kernel.size", place(0), {"Size", "边长"}, sizes, trial.size == 3 ? 0 : 1) == 0 ? 3 : 5);
  trial.stride = choice(scene, "kernel.stride", place(1), {"Stride", "步幅"}, strides, trial.stride - 1) + 1;
  trial.padding = choice(scene, "kernel.padding", place(2), {"Padding", "填充"}, paddings, trial.padding);
}

void next_trial_place(KernelTrial& trial) {
  const int side = (kSide + 2 * trial.padding - trial.size) / trial.stride + 1, next = trial.place.row * side + trial.place.column + 1;
  trial.place = {next / side % side, next % side};
}

// The kernel goes over the picture by itself, place by place.
void draw_trial_slide(Scene& scene, Rect row) {
  ui::Ui& ui = scene.ui;
  KernelTrial& trial = scene.hand.trial;
  const bool steps = ui.motion.reduced();
  if (trial.sliding && ui.time - trial.slid_at >= kTrialSlideSeconds) {
    next_trial_place(trial);
    trial.slid_at = ui.time;
    ui.motion.toward("kernel.slide", static_cast<float>(trial.place.row * 100 + trial.place.column), static_cast<float>(2 * kTrialSlideSeconds));
  }
  const std::string_view label = ui.say(steps ? Localized{"Next place", "下一处"} : trial.sliding ? Localized{"Stop", "停下"} : Localized{"Slide", "滑动"});
  if (!ui::button(ui, "kernel.slide", row, label, ui::ButtonKind::Ghost, ui::Access::Open, ui::kSmall)) return;
  if (steps) next_trial_place(trial);
  else trial.sliding = !trial.sliding, trial.slid_at = ui.time;
}

// The place that is looked at: under the pointer, or where the arrow keys have gone.
void take_trial_place(Scene& scene, Rect box, ConstMatrix map) {
  ui::Ui& ui = scene.ui;
  viz::GridCell& place = scene.hand.trial.place;
  if (const viz::GridCell under = cell_under(box, ui.pointer.position, map.rows(), map.cols()); under.exists()) place = under, scene.hand.trial.sliding = false;
  if (ui.focus.add("kernel.result") && ui.focus.visible()) {
    ui::focus_outline(ui, box, 4);
    ui.focus.begin_browsing();
    viz::move_cursor(ui, place, static_cast<int>(map.rows()), static_cast<int>(map.cols()));
  }
  place = {std::clamp(place.row, 0, static_cast<int>(map.rows()) - 1), std::clamp(place.column, 0, static_cast<int>(map.cols()) - 1)};
}

void draw_result(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  KernelTrial& trial = scene.hand.trial;
  const Matrix map = convolved(scene.reading.picture, trial.cells, trial.stride, trial.padding);
  area.cut_bottom(kTrialCaption);
  const float side = std::min(area.w, area.h);
  const Rect box{area.x, area.y, side, side};
  ui.anchors.add("kernel.result", box);
  take_trial_place(scene, box, map);
  draw_cells(ui, box, map, {viz::ColorMap::Diverging, std::max(0.5, viz::color_limit(map)), &trial.texture});
  ui.canvas.outline(cell_in(box, trial.place, map.rows(), map.cols()).inset(-1), ui.color(Token::Weight), 2, 2);
  const std::string cells = std::to_string(map.rows()) + " × " + std::to_string(map.cols()), value = format_number(static_cast<double>(map(trial.place.row, trial.place.column)), 2, Sign::Always);
  const std::array names{std::string(ui.say({"what it answers", "它的回答"})) + "  " + cells, cells};
  draw_fitting(ui, {box.x, box.bottom() + 19}, box.w - 60, names, Token::Activation);
  ui.canvas.text({box.right(), box.bottom() + 19}, value, {ui::Face::Mono, ui::kSmall}, ui.color(Token::Activation), ui::Align::Right);
}

// The picture with the paper that padding puts around it, and the window where the kernel lies for the place that is looked at.
void draw_under_kernel(Scene& scene, Rect box) {
  ui::Ui& ui = scene.ui;
  KernelTrial& trial = scene.hand.trial;
  Matrix picture(kSide, kSide);
  to_inputs(scene.reading.picture, picture);
  const int all = kSide + 2 * trial.padding;
  const float rim = box.w * static_cast<float>(trial.padding) / static_cast<float>(all);
  // The kernel comes to lie around the pixel that is pointed at, as near as the stride lets it.
  ui.anchors.add("kernel.picture", box);
  if (const viz::GridCell under = cell_under(box, ui.pointer.position, all, all); under.exists()) {
    const int last = (all - trial.size) / trial.stride;
    trial.place = {std::clamp((under.row - trial.size / 2) / trial.stride, 0, last), std::clamp((under.column - trial.size / 2) / trial.stride, 0, last)};
    trial.sliding = false;
    ui.highlight.hovered = "x";
  }
  if (trial.padding > 0) ui.canvas.fill(box, ui.color(Token::Surface3));
  draw_cells(ui, box.inset(rim), picture, {viz::ColorMap::Sequential, 1, nullptr});
  const Square square{trial.place.row * trial.stride, trial.place.column * trial.stride, trial.size};
  ui.canvas.outline(frame_in(box, square, all, all), ui.color(Token::Weight), 2, 2);
  const std::string side = std::to_string(all), name(ui.say({"picture", "图像"}));
  const std::array names{name + (trial.padding > 0 ? std::string(ui.say({" and paper", "和四周的纸"})) : "") + "  " + side + " × " + side, name};
  draw_fitting(ui, {box.x, box.bottom() + 19}, box.w, names, Token::Input);
}

// What lies under the kernel, number by number: picture × kernel = products, and their sum, which is the framed cell of the answer.
void draw_trial_products(Scene& scene, Rect area) {
  ui::Ui& ui = scene.ui;
  const KernelTrial& trial = scene.hand.trial;
  Matrix patch = Matrix::Zero(trial.size, trial.size), kernel(trial.size, trial.size);
  for (int r = 0; r < trial.size; ++r)
    for (int c = 0; c < trial.size; ++c) {
      const int row = trial.place.row * trial.stride - trial.padding + r, column = trial.place.column * trial.stride - trial.padding + c;
      if (row >= 0 && column >= 0 && row < kSide && column < kSide) patch(r, c) = static_cast<Real>(scene.reading.picture[static_cast<std::size_t>(row * kSide + column)]) / 255;
      kernel(r, c) = static_cast<Real>(trial.cells[static_cast<std::size_t>(r * trial.size + c)]);
    }
  const Matrix products = patch.cwiseProduct(kernel);
  const float side = area.h - kTrialCaption, apart = 36;
  const double limit = std::max(1.0, static_cast<double>(kernel.cwiseAbs().maxCoeff()));
  struct Part { const Matrix& cells; viz::ColorMap map; double limit; Localized name; Token color; std::string_view sign; };
  const std::array<Part, 3> parts{{{patch, viz::ColorMap::Sequential, 1, {"under the kernel", "核下的像素"}, Token::Input, "×"}, {kernel, viz::ColorMap::Diverging, limit, {"kernel", "卷积核"}, Token::Weight, "="},
                                   {products, viz::ColorMap::Diverging, limit, {"products", "乘积"}, Token::Text2, ""}}};
  float x = area.x + 3;
  for (const Part& part : parts) {
    const Rect box{x, area.y + 3, side - 6, side - 6};
    draw_cells(ui, box, part.cells, {part.map, part.limit, nullptr});
    ui.canvas.outline(box.inset(-3), ui.color(part.color), 5, 1.5f);
    const std::array names{std::string(ui.say(part.name))};
    draw_fitting(ui, {box.x - 3, area.bottom() - 3}, side + apart, names, part.color);
    ui.canvas.text({box.right() + 3 + apart / 2, box.center().y + 6}, part.sign, {ui::Face::Ui, ui::kHeading}, ui.color(Token::Text2), ui::Align::Center);
    x += side + apart;
  }
  ui.anchors.add("kernel.products", {area.x, area.y, 3 * side + 2 * apart, side});
  const float y = area.y + side / 2;
  const std::array sum{std::string(ui.say({"added up", "加起来"}))};
  if (draw_fitting(ui, {x - 6, y - 6}, area.right() - x + 6, sum, Token::Text2) == 0) return;
  ui.canvas.text({x - 6, y + 20}, format_number(static_cast<double>(products.sum()), 2, Sign::Always), {ui::Face::Mono, 22}, ui.color(Token::Activation));
  const std::array where{std::string(ui.say({"the framed cell of what it answers", "就是右图里框住的那一格"}))};
  draw_fitting(ui, {x - 6, area.bottom() - 3}, area.right() - x + 6, where, Token::Text3);
}

// The kernel on the filter's own square; a smaller one stands in the middle of zeros, which is the same kernel.
std::vector<double> grown_to(int size, const KernelTrial& trial) {
  const int rim = (size - trial.size) / 2;
  std::vector<double> out(static_cast<std::size_t>(size * size), 0.0);
  for (int r = 0; r < trial.size; ++r)
    for (int c = 0; c < trial.size; ++c) out[static_cast<std::size_t>((r + rim) * size + c + rim)] = trial.cells[static_cast<std::size_t>(r * trial.size + c)];
  return out;
}

bool is_filter(const std::vector<double>& cells, int filter, const Network& network) {
  const Matrix there = kernel_at({1, filter, 0, 0, 0}, network);
  for (Index i = 0; i < there.size(); ++i)
    if (std::abs(static_cast<double>(there(i / there.cols(), i % there.cols())) - cells[static_cast<std::size_t>(i)]) > 1e-6) return false;
  return true;
}

void draw_give(Scene& scene, Rect row) {
  ui::Ui& ui = scene.ui;
  const Hand& hand = scene.hand;
  const Shape& shape = scene.seen.settings.shape;
  const int size = shape.first.size, filter = std::min(hand.window.layer == 1 ? hand.window.filter : 0, shape.first.filters - 1);
  const bool fits = size >= hand.trial.size && (size - hand.trial.size) % 2 == 0;
  const std::vector<double> cells = fits ? grown_to(size, hand.trial) : std::vector<double>();
  const bool there = fits && is_filter(cells, filter, *scene.seen.network);
  const std::string number = std::to_string(filter + 1), side = std::to_string(size) + " × " + std::to_string(size);
  const bool english = ui.language == Language::English;
  const std::string label = there ? (english ? "It is filter " + number + " now" : "已是第 " + number + " 个滤波器")
                            : fits ? (english ? "Make it filter " + number : "用作第 " + number + " 个滤波器")
                                   : (english ? "Layer 1 has " + side : "第一层是 " + side);
  if (ui::button(ui, "kernel.give", {row.x, row.y, std::min(row.w, 180.0f), kRow}, label, ui::ButtonKind::Ghost, fits && !there ? ui::Access::Open : ui::Access::Disabled, ui::kSmall))
    scene.wishes.push_back(SetKernel{1, filter, 0, cells});
}

// Picture, kernel, answer; below them the products of the place that is looked at, and the controls.
void draw_trial_wide(Scene& scene, Rect area) {
  Rect controls = area.cut_bottom(kRow);
  draw_give(scene, controls.cut_right(180));
  controls.cut_right(12);
  draw_trial_slide(scene, controls.cut_right(96));
  controls.cut_right(20);
  draw_trial_controls(scene, controls);
  area.cut_bottom(20);
  const float editor = std::clamp(area.w * 0.2f, 150.0f, 240.0f), widest = (area.w - editor - 2 * kApart) / 2;
  const float room = area.h - kTrialCaption, beside = room - 18 - kGoodStrip;              // a little smaller, if that makes room for numbers below
  const float side = beside >= 0.7f * widest ? std::min(widest, beside) : std::min(widest, room), strip = std::min(room - side - 18, kMostStrip);
  const bool products = strip >= kLeastStrip;
  if (products) draw_trial_products(scene, area.cut_bottom(strip));
  area.cut_top(std::max(0.0f, (area.h - side - kTrialCaption) / 2 - (products ? 9.0f : 0.0f)));
  // Low panels leave width over: the three stay together.
  const float apart = std::min((area.w - 2 * side - editor) / 2, 2 * kApart), x = area.x + (area.w - 2 * side - editor - 2 * apart) / 2;
  draw_under_kernel(scene, {x, area.y, side, side});
  draw_editor(scene, {x + side + apart, area.y + (side - editor) / 2, editor, editor});
  draw_result(scene, {x + side + editor + 2 * apart, area.y, side, side + kTrialCaption});
}

}  // namespace

void draw_kernel_view(Scene& scene, Rect area) {
  draw_presets(scene, area.cut_top(kRow));
  area.cut_top(18);
  if (area.w >= kThree) return draw_trial_wide(scene, area);
  Rect column = area.cut_left(std::clamp(area.w * 0.42f, 130.0f, 240.0f));
  area.cut_left(24);
  draw_result(scene, area);
  draw_give(scene, column.cut_bottom(kRow));
  column.cut_bottom(10);
  draw_trial_controls(scene, column.cut_bottom(3 * kRow + 12));
  column.cut_bottom(12);
  const float side = std::min(column.w - 8, column.h - 8);
  if (side >= 60) draw_editor(scene, {column.x + 4, column.y + 4, side, side});
}

}  // namespace epochs::inline EPOCHS_PRECISION::cnn
