#include "viz/gallery/controls.hpp"

#include <string>

#include "ui/text_field.hpp"
#include "viz/gallery/specimen.hpp"

namespace epochs::viz::gallery {
namespace {

using ui::Rect;
using ui::Token;
using ui::Ui;
using ui::Vec2;

constexpr float kHead = 30;

// Draws `draw(specimen, cell)` once for every state, in columns under their names.
template <class Draw>
void in_all_stages(Ui& ui, Rect area, float height, std::string_view id, Draw draw) {
  const float w = area.w / static_cast<float>(kStages.size());
  for (std::size_t i = 0; i < kStages.size(); ++i) {
    const Rect cell{area.x + w * static_cast<float>(i), area.y, w - 18, height};
    Specimen specimen(ui, kStages[i], cell.center(), id);
    draw(specimen, cell);
  }
}

void draw_stage_names(Ui& ui, Rect area) {
  const float w = area.w / static_cast<float>(kStages.size());
  for (std::size_t i = 0; i < kStages.size(); ++i)
    ui.canvas.text({area.x + w * static_cast<float>(i), area.y + 12}, ui.say(stage_name(kStages[i])), {ui::Face::Ui, ui::kSmall}, ui.color(Token::Text3));
}

void draw_buttons(Ui& ui, Rect area) {
  const std::string_view check = ui.say({"Check", "确认"}), skip = ui.say({"Keep going", "继续"});
  in_all_stages(ui, area, 36, "a", [&](Specimen& s, Rect cell) { ui::button(s.frame(), "a", cell, check, ui::ButtonKind::Primary, s.access()); });
  area.y += 56;
  in_all_stages(ui, area, 36, "a", [&](Specimen& s, Rect cell) { ui::button(s.frame(), "a", cell, skip, ui::ButtonKind::Ghost, s.access()); });
}

void draw_round(Ui& ui, Rect area) {
  in_all_stages(ui, area, 40, "a", [&](Specimen& s, Rect cell) {
    const Vec2 c{cell.x + 20, cell.center().y};
    if (s.frame().pointer.position.x > 0) s.frame().pointer.position = c;
    ui::round_button(s.frame(), "a", c, 18, Token::Surface2, s.access());
    const ui::Color ink = ui.color(s.access() == ui::Access::Open ? Token::Text1 : Token::Text3);
    const Vec2 play[] = {{c.x - 4, c.y - 6}, {c.x + 7, c.y}, {c.x - 4, c.y + 6}};
    ui.canvas.polygon(play, ink);
  });
}

void draw_switches(Ui& ui, Rect area) {
  for (const bool on : {true, false}) {
    in_all_stages(ui, area, 34, on ? "gallery.switch.on" : "gallery.switch.off", [&](Specimen& s, Rect cell) { ui::switch_control(s.frame(), on ? "gallery.switch.on" : "gallery.switch.off", {cell.x, cell.y, 42, cell.h}, on, s.access()); });
    area.y += 50;
  }
}

void draw_sliders(Ui& ui, Rect area) {
  in_all_stages(ui, area, 32, "a", [&](Specimen& s, Rect cell) {
    std::string dragged = s.frame().pointer.down ? "a" : "";
    ui::slider(s.frame(), "a", cell, 0.5f, dragged, 0.05f, s.access());
  });
}

void draw_segmented(Ui& ui, Rect area) {
  const std::string_view words[] = {ui.say({"Dark", "深色"}), ui.say({"Light", "浅色"})};
  in_all_stages(ui, area, 34, "a.1", [&](Specimen& s, Rect cell) {
    if (s.frame().pointer.position.x > 0) s.frame().pointer.position.x = cell.right() - 12;
    ui::segmented(s.frame(), "a", {cell.x - 4, cell.y, cell.w + 8, cell.h}, words, 0, s.access());
  });
}

void draw_radios(Ui& ui, Rect area) {
  const std::string_view rises = ui.say({"It rises", "上升"}), falls = ui.say({"It falls", "下降"});
  in_all_stages(ui, area, 30, "a", [&](Specimen& s, Rect cell) { ui::radio(s.frame(), "a", cell, rises, true, s.access()); });
  area.y += 42;
  in_all_stages(ui, area, 30, "a", [&](Specimen& s, Rect cell) { ui::radio(s.frame(), "a", cell, falls, false, s.access()); });
}

struct FieldLook {
  Localized caption;
  std::string_view text;
  Stage stage;
  bool selected = false, problem = false, search = false;
};

void draw_field(Ui& ui, Rect cell, const FieldLook& look) {
  ui.canvas.text({cell.x, cell.y + 12}, ui.say(look.caption), {ui::Face::Ui, ui::kSmall}, ui.color(Token::Text3));
  const Rect field{cell.x, cell.y + 24, cell.w, 40};
  Specimen specimen(ui, look.stage, field.center(), "a");
  ui::TextFieldState state;
  state.edit.set(look.text);
  state.touched = ui.time;
  state.typing = true;
  if (look.selected) state.edit.select_word(0);
  ui::TextFieldStyle style;
  style.placeholder = ui.say({"A word, a year, a model", "词、年份或模型"});
  style.problem = look.problem ? ui.say({"A number from 0.01 to 10.", "请填 0.01 到 10 之间的数。"}) : std::string_view();
  style.disabled = specimen.access() != ui::Access::Open;
  if (look.search) style.radius = 20, style.clearable = true;
  if (look.problem) style.text = {ui::Face::Mono, ui::kLabel};
  ui::text_field(specimen.frame(), "a", field, state, style);
}

void draw_fields(Ui& ui, Rect area) {
  const FieldLook looks[] = {
      {stage_name(Stage::Rest), "", Stage::Rest},
      {stage_name(Stage::Hovered), "Perceptron", Stage::Hovered},
      {{"Typing", "输入中"}, "感知机 1957", Stage::Focused},
      {{"Selected", "已选中"}, "neural network", Stage::Focused, true},
      {{"Search", "搜索"}, "GPT", Stage::Rest, false, false, true},
      {stage_name(Stage::Disabled), "Perceptron", Stage::Disabled},
      {{"Something is wrong", "内容有误"}, "99", Stage::Focused, false, true},
      {{"Longer than the field", "超出宽度"}, "a sentence that is longer than its field", Stage::Focused},
  };
  const float w = area.w / 4;
  for (std::size_t i = 0; i < std::size(looks); ++i)
    draw_field(ui, {area.x + w * static_cast<float>(i % 4), area.y + 104 * static_cast<float>(i / 4), w - 18, 64}, looks[i]);
}

void draw_tooltips(Ui& ui, Rect area) {
  const Vec2 places[] = {{area.x + 30, area.y + 40}, {area.right() - 30, area.y + 40}, {area.center().x - 60, area.y + 76}};
  for (const Vec2 p : places) {
    ui.canvas.circle(p, 4, ui.color(Token::Text2), 1.4f);
    const Rect bounds = p.y > area.y + 70 ? Rect{area.x, area.y + 60, area.w, area.h} : area;   // no room above: it goes below
    ui::tooltip(ui, p, bounds, ui.say({"update 120   loss 0.214", "第 120 次更新   损失 0.214"}));
  }
}

}  // namespace

bool draw_control(Ui& ui, std::string_view id, Rect area) {
  if (id == "text_field") return draw_fields(ui, area), true;
  if (id == "tooltip") return draw_tooltips(ui, area), true;
  const Rect below{area.x, area.y + kHead, area.w, area.h - kHead};
  if (id == "button") draw_buttons(ui, below);
  else if (id == "round_button") draw_round(ui, below);
  else if (id == "switch") draw_switches(ui, below);
  else if (id == "slider") draw_sliders(ui, below);
  else if (id == "segmented") draw_segmented(ui, below);
  else if (id == "radio") draw_radios(ui, below);
  else return false;
  draw_stage_names(ui, area);
  return true;
}

}  // namespace epochs::viz::gallery
