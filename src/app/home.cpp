#include "app/home.hpp"

#include <algorithm>
#include <array>

#include "app/icons.hpp"
#include "app/press.hpp"
#include "app/top_bar.hpp"
#include "lessons/catalog.hpp"
#include "ui/motion.hpp"
#include "ui/rich_text.hpp"

namespace epochs::app {

using ui::Align;
using ui::Face;
using ui::Rect;
using ui::Token;
using ui::Vec2;

Localized era_name(int era) {
  static constexpr std::array<Localized, kEraCount> names{{{"Neurons", "神经元"}, {"Seeing", "视觉"}, {"Words as vectors", "词与向量"},
                                                           {"Sequences", "序列"}, {"Attention", "注意力"}, {"Language models", "语言模型"}}};
  return names[static_cast<std::size_t>(era)];
}

std::string_view era_years(int era) {
  static constexpr std::array<std::string_view, kEraCount> years{"1943–1986", "1989", "1972–2013", "1982–2014", "2014–2017", "2018–"};
  return years[static_cast<std::size_t>(era)];
}

// Ends at `end`. The dash is a line of its own: that of the face of the years is thinner than a pixel.
void draw_years(ui::Ui& ui, Vec2 end, std::string_view years) {
  constexpr ui::TextStyle kStyle{Face::Math, 15};
  constexpr std::string_view kDash = "–";
  const ui::Color ink = ui.color(Token::Text2);
  const std::size_t dash = years.find(kDash);
  if (dash == std::string_view::npos) return void(ui.canvas.text(end, years, kStyle, ink, Align::Right));
  const std::string_view last = years.substr(dash + kDash.size());
  const float w = last.empty() ? 0 : ui.canvas.text_width(last, kStyle) + 2;
  if (!last.empty()) ui.canvas.text(end, last, kStyle, ink, Align::Right);
  ui.canvas.line({end.x - w - 8, end.y - 4.5f}, {end.x - w, end.y - 4.5f}, ink, 1.2f);
  ui.canvas.text({end.x - w - 10, end.y}, years.substr(0, dash), kStyle, ink, Align::Right);
}

std::vector<HallCard> hall_cards(bool stacked) {
  std::vector<HallCard> out;
  const auto catalog = lessons::catalog();
  int all = 0;
  for (int era = 0; era < kEraCount; ++era) {
    int row = 0;
    const std::size_t first = out.size();
    for (std::size_t i = 0; i < catalog.size(); ++i)
      if (static_cast<int>(catalog[i].era) == era) out.push_back({&catalog[i], static_cast<int>(i), era, stacked ? all++ : row++, 1});
    if (!stacked && out.size() == first + 1) out[first].tall = 2;
  }
  return out;
}

namespace {

struct Note {
  int era, row;
  Localized text;
};

constexpr std::array<Note, 5> kMargin{{
    {1, 2, {"Why pictures in a history of language? The same sliding filter was later run over sentences, to sort them and to translate them.",
            "语言的历史里为什么有图像？同样的滑动滤波器，后来也滑过句子，用来给句子分类和做翻译。"}},
    {1, 3, {"1987–1993: the second winter. Money for expert systems dries up; work on networks goes on.",
            "1987–1993：第二个寒冬。专家系统的经费枯竭，神经网络的研究还在继续。"}},
    {2, 2, {"2003: one network learns word vectors while it predicts the next word.", "2003：一个网络在预测下一个词的同时，学出了词向量。"}},
    {3, 3, {"1991: why a plain loop forgets is worked out: its gradient fades with every step back.",
            "1991：人们弄清了普通循环为什么会忘：每往回一步，梯度就弱一分。"}},
    {4, 3, {"After 2017 no loop is needed: all words are read at the same time.", "2017 年以后不再需要循环：所有的词同时读入。"}},
}};

std::string card_anchor(const HallCard& card) { return "hall.card." + card.lesson->id; }

Rect card_area(const HallScene& scene, const HallState& state, const HallCard& card) {
  Rect area = scene.layout.card(card.era, card.row, state.scroll);
  if (card.tall > 1) area.h += static_cast<float>(card.tall - 1) * (scene.layout.card_height + scene.layout.card_gap);
  return area;
}

void draw_card_text(ui::Ui& ui, const Shell& shell, const HallCard& card, Rect area, float thumb) {
  const lesson::Lesson& lesson = *card.lesson;
  const bool built = lesson.make != nullptr;
  float x = area.x + 13;
  const float y = area.y + thumb + 22;
  const ui::TextStyle year_style{Face::Math, 17}, title_style{Face::Semibold, 14.5f};
  const float room = area.right() - (built ? 32 : 12) - x - ui.canvas.text_width(ui.say(lesson.title), title_style) - 8;
  const std::string years = ui.canvas.text_width(lesson.years, year_style) <= room ? lesson.years : std::to_string(lesson.year);
  x += ui.canvas.text({x, y}, years, year_style, ui.color(Token::Text2)) + 8;
  ui.canvas.text({x, y - 0.5f}, ui.say(lesson.title), title_style, ui.color(built ? Token::Text1 : Token::Text2));
  if (built) {
    icon::progress(ui, {area.right() - 18, y - 5}, 6.5f, shell.progress(lesson.id));
  } else {
    const std::string_view word = ui.say({"coming", "筹备中"});
    const float w = ui.canvas.text_width(word, {Face::Ui, ui::kTick}) + 16;
    ui.canvas.fill({area.right() - 8 - w, area.y + 8, w, 20}, ui.color(Token::Surface2), 10);
    ui.canvas.text({area.right() - 16, area.y + 22.5f}, word, {Face::Ui, ui::kTick}, ui.color(Token::Text3), Align::Right);
  }
  const float line = ui.language == Language::Chinese ? 18.5f : 17.5f;
  const int lines = std::max(1, static_cast<int>((area.bottom() - y - 10) / line));
  ui::plain_text(ui, {area.x + 13, y + 7}, area.w - 26, ui.say(lesson.idea), {{Face::Ui, ui::kSmall}, line, Token::Text2, lines});
}

void draw_card(ui::Ui& ui, Shell& shell, const HallScene& scene, HallState& state, const HallCard& card, Rect view) {
  const Rect area = card_area(scene, state, card);
  if (area.bottom() < view.y || area.y > view.bottom() || area.right() < view.x || area.x > view.right()) return;
  const bool lit = scene.lit == card.index && card.lesson->make;
  const float thumb = area.h - (card.tall > 1 ? 92 : 74);   // a tall card has room for a third line
  if (lit) shadow(ui, area, 12);
  surface(ui, area, 12, lit ? Token::Surface2 : Token::Surface1);
  const Rect picture{area.x + 1, area.y + 1, area.w - 2, thumb};
  ui.canvas.fill({picture.x, picture.y, picture.w, picture.h}, lit ? ui::mix(ui.color(Token::Surface2), ui.color(Token::Surface3), 0.35f)
                                                                   : ui::mix(ui.color(Token::Surface1), ui.color(Token::Background), 0.45f), 11);
  ui.canvas.push_clip(picture);
  Rect drawing = picture;
  if (!card.lesson->make && card.tall == 1) drawing.w -= 72;   // beside the word "coming"
  if (card.lesson->thumbnail) card.lesson->thumbnail(ui, drawing, lit ? ui.time : 0);
  ui.canvas.pop_clip();
  draw_card_text(ui, shell, card, area, thumb);
  if (const float warm = ui.motion.toward("hall/" + card.lesson->id, lit ? 1.f : 0.f, ui::kHoverSeconds); warm > 0)
    ui.canvas.outline(area, ui::with_alpha(ui.color(Token::Text1), warm), 12, 1.8f);
  const Press pressed = press(ui, card_anchor(card), area, 12);
  if (pressed.hovered || pressed.focused) state.hovered = card.index;
  if (pressed.focused) state.selected = card.index;
  if (!pressed.clicked) return;
  if (card.lesson->make) shell.wishes.lesson = card.lesson->id;
  else shell.wishes.tell = std::string(ui.say(kNotBuiltYet));
}

void draw_heading(ui::Ui& ui, const HallScene& scene, const HallState& state, int era, float y) {
  const HallLayout& layout = scene.layout;
  const float x = layout.stacked ? layout.columns.x : layout.columns.x + static_cast<float>(era) * (layout.column_width + layout.gap) - state.scroll.x;
  const float w = layout.column_width;
  ui.canvas.text({x + 1, y + 22}, ui.say(era_name(era)), {Face::Display, ui::kEra}, ui.color(Token::Text1));
  draw_years(ui, {x + w - 1, y + 22}, era_years(era));
  ui.canvas.line({x, y + 34}, {x + w, y + 34}, ui.color(Token::Line2), 1);
}

void draw_notes(ui::Ui& ui, const HallScene& scene, const HallState& state) {
  for (const Note& note : kMargin) {
    const Rect area = scene.layout.card(note.era, note.row, state.scroll);
    const int lines = static_cast<int>((area.h - 8) / 19);
    ui.canvas.fill({area.x + 1, area.y + 8, 2, area.h - 24}, ui.color(Token::Line2));
    ui::plain_text(ui, {area.x + 14, area.y + 5}, area.w - 20, ui.say(note.text), {{Face::Ui, ui::kSmall}, 19, Token::Text3, lines});
  }
}

void draw_columns(ui::Ui& ui, Shell& shell, const HallScene& scene, HallState& state) {
  const HallLayout& layout = scene.layout;
  Rect view = layout.columns;
  ui.canvas.push_clip({view.x - 6, view.y, view.w + 12, view.h});
  if (!layout.stacked) {
    for (int era = 0; era < kEraCount; ++era) draw_heading(ui, scene, state, era, view.y);
    view.cut_top(layout.heading_height - 6);
    ui.canvas.push_clip({view.x - 6, view.y, view.w + 12, view.h});
    draw_notes(ui, scene, state);
  }
  int era = -1;
  for (const HallCard& card : scene.cards) {
    if (layout.stacked && card.era != era) {
      era = card.era;
      draw_heading(ui, scene, state, era, layout.card(era, card.row, state.scroll).y - layout.heading_height);
    }
    draw_card(ui, shell, scene, state, card, view);
  }
  if (!layout.stacked) ui.canvas.pop_clip();
  ui.canvas.pop_clip();
}

// The wheel scrolls down where there is something below, sideways otherwise (or with the sideways keys).
void scroll(ui::Ui& ui, const HallScene& scene, HallState& state) {
  const HallLayout& layout = scene.layout;
  const float right = std::max(0.f, layout.content_width - layout.columns.w), down = std::max(0.f, layout.content_height - layout.columns.h);
  const bool below = layout.columns.contains(ui.pointer.position) && down > 0;
  if (below) state.scroll.y -= ui.pointer.wheel * 60;
  else state.scroll.x -= ui.pointer.wheel * 120;
  state.scroll.x = std::clamp(state.scroll.x, 0.f, right);
  state.scroll.y = std::clamp(state.scroll.y, 0.f, down);
}

const HallCard* find_card(const HallScene& scene, int era, int row) {
  const HallCard* best = nullptr;
  for (const HallCard& card : scene.cards)
    if (card.era == era && (!best || std::abs(card.row - row) < std::abs(best->row - row))) best = &card;
  return best;
}

void show_card(const HallScene& scene, HallState& state, const HallCard& card) {
  const Rect area = card_area(scene, state, card), view = scene.layout.columns;
  const float top = scene.layout.stacked ? view.y : view.y + scene.layout.heading_height;
  if (area.y < top) state.scroll.y -= top - area.y;
  if (area.bottom() > view.bottom() - 8) state.scroll.y += area.bottom() - view.bottom() + 8;
  if (area.x < view.x) state.scroll.x -= view.x - area.x;
  if (area.right() > view.right()) state.scroll.x += area.right() - view.right();
}

void move_selection(ui::Ui& ui, Shell& shell, const HallScene& scene, HallState& state) {
  const bool left = pressed(ui, ui::Key::Left), right = pressed(ui, ui::Key::Right), up = pressed(ui, ui::Key::Up), down = pressed(ui, ui::Key::Down);
  const HallCard* now = nullptr;
  for (const HallCard& card : scene.cards)
    if (card.index == state.selected) now = &card;
  if (left || right || up || down) {
    const HallCard* next = now;
    if (!now) next = find_card(scene, 0, 0);
    else if (left || right) next = find_card(scene, std::clamp(now->era + (right ? 1 : -1), 0, kEraCount - 1), now->row);
    else
      for (const HallCard& card : scene.cards)
        if (card.era == now->era && card.row == now->row + (down ? 1 : -1)) next = &card;
    if (next) {
      state.selected = next->index;
      show_card(scene, state, *next);
      now = next;
    }
  }
  if (now && pressed(ui, ui::Key::Enter) && now->lesson->make) shell.wishes.lesson = now->lesson->id;
  if (pressed(ui, ui::Key::Escape)) state.selected = -1;
}

int current_lesson(const Shell& shell) {
  const auto catalog = lessons::catalog();
  int first = -1;
  for (std::size_t i = 0; i < catalog.size(); ++i) {
    if (!catalog[i].make) continue;
    if (catalog[i].id == shell.last_lesson && shell.progress(catalog[i].id) < 1) return static_cast<int>(i);
    if (first < 0 && shell.progress(catalog[i].id) < 1) first = static_cast<int>(i);
  }
  return first;
}

}  // namespace

void draw_hall(ui::Ui& ui, Shell& shell, HallState& state) {
  HallScene scene;
  const Vec2 size{ui.window.w, ui.window.h};
  const bool stacked = width_class(size.x) == WidthClass::Phone;
  scene.cards = hall_cards(stacked);
  int rows = 1;
  for (const HallCard& card : scene.cards) rows = std::max(rows, card.row + card.tall);
  scene.layout = hall_layout(size, rows, static_cast<int>(scene.cards.size()));
  scene.current = current_lesson(shell);
  move_selection(ui, shell, scene, state);
  scroll(ui, scene, state);
  scene.lit = state.hovered >= 0 ? state.hovered : state.selected;
  state.hovered = -1;
  draw_hall_top_bar(ui, shell, scene.layout);
  if (stacked) draw_hall_phone_axis(ui, scene, state);
  else draw_hall_axis(ui, shell, scene, state);
  draw_columns(ui, shell, scene, state);
}

}  // namespace epochs::app
