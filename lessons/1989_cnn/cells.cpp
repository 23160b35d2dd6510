#include "cells.hpp"

#include <algorithm>
#include <cmath>

namespace epochs::inline EPOCHS_PRECISION::cnn {
namespace {

constexpr float kDrawnOneByOne = 6, kRounded = 12, kNumbers = 24, kLargeNumbers = 56;   // sides of cells from which on they are so

}  // namespace

bool numbers_are_large(ui::Rect cell) { return cell.w >= kLargeNumbers && cell.h >= kLargeNumbers / 2; }

namespace {

// The longest form of a number that fits every cell: "-0.54", "-.54", "-.5"; a whole number in the shortest without decimals.
enum class Form { None, Full, Short, Shortest };
std::string in_form(double value, Form form) {
  std::string text = format_number(value, form == Form::Shortest ? 1 : 2);
  if (form == Form::Full) return text;
  if (form == Form::Shortest && text.ends_with(".0")) return text.substr(0, text.size() - 2);
  const std::size_t zero = text.find("0.");
  if (text.find_first_of("123456789") == std::string::npos) return "0";
  if (zero != std::string::npos && zero + 2 < text.size() && (zero == 0 || text.find_first_of("123456789") > zero)) text.erase(zero, 1);
  return text;
}

float size_of_numbers(float w, float h) { return numbers_are_large({0, 0, w, h}) ? ui::kBody : ui::kTick; }

Form form_for(ui::Ui& ui, ConstMatrix values, float w, float h) {
  if (w < kNumbers || h < 19 || values.size() > 200) return Form::None;
  for (const Form form : {Form::Full, Form::Short, Form::Shortest}) {
    bool fits = true;
    for (Index i = 0; i < values.size() && fits; ++i)
      fits = ui.canvas.text_width(in_form(static_cast<double>(values(i / values.cols(), i % values.cols())), form), {ui::Face::Mono, size_of_numbers(w, h)}) <= w - (form == Form::Full ? 8 : 3);
    if (fits) return form;
  }
  return Form::None;
}

void draw_cell(ui::Ui& ui, ui::Rect cell, double value, const Cells& style, Form form) {
  const ui::Color ground = viz::map_color(ui.theme, style.map, value, style.limit);
  ui.canvas.fill(cell, ground, cell.w >= kRounded ? 2.0f : 0.0f);
  viz::mark_negative(ui, cell, style.map, value, style.limit);
  if (form == Form::None) return;
  const float size = size_of_numbers(cell.w, cell.h);
  ui.canvas.text({cell.center().x, cell.center().y + 0.35f * size}, in_form(value, form), {ui::Face::Mono, size}, ui::text_on(ground), ui::Align::Center);
}

}  // namespace

void draw_cells(ui::Ui& ui, ui::Rect box, ConstMatrix values, const Cells& style) {
  const float w = box.w / static_cast<float>(values.cols()), h = box.h / static_cast<float>(values.rows());
  if (w < kDrawnOneByOne && style.texture && style.texture->update(ui.theme, values, {style.map, style.limit, false})) return ui.canvas.image(style.texture->id(), box);
  ui.canvas.fill(box, viz::map_color(ui.theme, style.map, 0, style.limit));
  const float gap = w >= kRounded ? 1.0f : 0.0f;
  const Form form = style.numbers == Numbers::No ? Form::None : form_for(ui, values, w - gap, h - gap);
  for (Index row = 0; row < values.rows(); ++row)
    for (Index column = 0; column < values.cols(); ++column) {
      const auto value = static_cast<double>(values(row, column));
      if (std::abs(value) < 0.01 * style.limit && form == Form::None) continue;   // is the ground already
      draw_cell(ui, {box.x + static_cast<float>(column) * w, box.y + static_cast<float>(row) * h, w - gap, h - gap}, value, style, form);
    }
}

std::vector<std::string> numbers_in(ui::Ui& ui, ConstMatrix values, float w, float h) {
  const Form form = form_for(ui, values, w, h);
  std::vector<std::string> out;
  for (Index i = 0; form != Form::None && i < values.size(); ++i) out.push_back(in_form(static_cast<double>(values(i / values.cols(), i % values.cols())), form));
  return out;
}

float draw_fitting(ui::Ui& ui, ui::Vec2 at, float w, std::span<const std::string> longest_first, ui::Token color, ui::Align align) {
  const ui::TextStyle style{ui::Face::Ui, ui::kSmall};
  for (const std::string& text : longest_first) {
    const float width = ui.canvas.text_width(text, style);
    if (width > w) continue;
    ui.canvas.text(at, text, style, ui.color(color), align);
    return width;
  }
  return 0;
}

double limit_of_kernels(const WindowPlace& place, const Network& network) {
  const nn::Conv& conv = network.model.convolutions[static_cast<std::size_t>(place.layer - 1)];
  return std::max(1e-6, static_cast<double>(conv.w.value.cwiseAbs().maxCoeff()));
}

double limit_of_maps(int layer, const Reading& reading) {
  const int entry = reading.parts.maps[static_cast<std::size_t>(layer - 1)];
  return std::max(1e-6, static_cast<double>(reading.trace.entries[static_cast<std::size_t>(entry)].value.cwiseAbs().maxCoeff()));
}

viz::ColorMap map_colors(const Shape& shape) {
  return shape.activation == nn::Activation::Tanh || shape.activation == nn::Activation::None ? viz::ColorMap::Diverging : viz::ColorMap::Sequential;
}

viz::GridCell cell_under(ui::Rect box, ui::Vec2 p, Index rows, Index columns) {
  if (!box.contains(p)) return {};
  return {std::min(static_cast<int>(rows) - 1, static_cast<int>((p.y - box.y) / box.h * static_cast<float>(rows))),
          std::min(static_cast<int>(columns) - 1, static_cast<int>((p.x - box.x) / box.w * static_cast<float>(columns)))};
}

ui::Rect cell_in(ui::Rect box, viz::GridCell cell, Index rows, Index columns) {
  const float w = box.w / static_cast<float>(columns), h = box.h / static_cast<float>(rows);
  return {box.x + static_cast<float>(cell.column) * w, box.y + static_cast<float>(cell.row) * h, w, h};
}

ui::Rect frame_in(ui::Rect box, const Square& square, Index rows, Index columns) {
  const float w = box.w / static_cast<float>(columns), h = box.h / static_cast<float>(rows);
  const float left = std::max(0.0f, static_cast<float>(square.column)), top = std::max(0.0f, static_cast<float>(square.row));
  const float right = std::min(static_cast<float>(columns), static_cast<float>(square.column + square.side)), bottom = std::min(static_cast<float>(rows), static_cast<float>(square.row + square.side));
  return {box.x + left * w, box.y + top * h, std::max(0.0f, right - left) * w, std::max(0.0f, bottom - top) * h};
}

SquareGrid squares_in(ui::Rect area, int count, float gap, float largest) {
  SquareGrid best;
  best.gap = gap;
  for (int columns = 1; columns <= count; ++columns) {
    const int rows = (count + columns - 1) / columns;
    const float side = std::min({(area.w + gap) / static_cast<float>(columns) - gap, (area.h + gap) / static_cast<float>(rows) - gap, largest});
    // Of equal ones that whose last row is full, else the wider.
    const bool equal = std::abs(side - best.side) < 0.01f, full = count % columns == 0, best_full = count % best.columns == 0;
    if (equal ? full || !best_full : side > best.side) best.side = side, best.columns = columns;
  }
  return best;
}

}  // namespace epochs::inline EPOCHS_PRECISION::cnn
