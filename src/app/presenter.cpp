#include "app/presenter.hpp"

#include <algorithm>

#include "app/icons.hpp"
#include "app/presenter_stage.hpp"
#include "app/press.hpp"
#include "app/scroll.hpp"
#include "app/stage.hpp"
#include "app/term_card.hpp"
#include "app/top_bar.hpp"
#include "app/transport.hpp"
#include "ui/anchor.hpp"
#include "ui/focus.hpp"
#include "ui/rich_text.hpp"

namespace epochs::app {

using ui::Align;
using ui::Face;
using ui::Rect;
using ui::Token;
using ui::Vec2;

namespace {

constexpr float kSmallest = kSmallestInRoom;

float big_key(ui::Ui& ui, float x, float y, std::string_view name) {
  const ui::TextStyle style{Face::Medium, 19};
  const float w = std::max(38.f, ui.canvas.text_width(name, style) + 22);
  const Rect area{x, y - 26, w, 36};
  ui.canvas.fill(area, ui.color(Token::Surface2), 8);
  ui.canvas.outline(area, ui.color(Token::Line2), 8, 1.4f);
  ui.canvas.text({x + w / 2, y - 1}, name, style, ui.color(Token::Text1), Align::Center);
  return w;
}

void draw_header(ui::Ui& ui, const PresenterScene& scene, const std::string& view, const PresenterLayout& layout) {
  const float y = layout.header.y + 34;
  const float year = ui.canvas.text({layout.header.x, y}, scene.lesson.years, {Face::Math, 30}, ui.color(Token::Text2));
  ui.canvas.text({layout.header.x + year + 20, y - 1}, ui.say(scene.lesson.title), {Face::Medium, 22}, ui.color(Token::Text2));
  const lesson::Honesty kind = (view.empty() ? scene.player.honesty() : scene.player.honesty_of(view)).kind;
  const std::string_view words = ui.say(honesty_words(kind));
  const float w = ui.canvas.text_width(words, {Face::Medium, kSmallest});
  ui.canvas.text({layout.header.right(), y - 1}, words, {Face::Medium, kSmallest}, ui.color(Token::Text2), Align::Right);
  icon::honesty(ui, {layout.header.right() - w - 22, y - 8}, kind);
}

// While it is asked, and while its answer is shown.
bool shows_question(const PresenterScene& scene, const PresenterState& state) { return scene.step.prediction && (!scene.answered || state.revealed); }

// The lead sentence, or the question in its place.
void draw_sentence(ui::Ui& ui, const PresenterScene& scene, const PresenterState& state, const PresenterLayout& layout) {
  const float line = ui.language == Language::Chinese ? 44.f : 40.f;
  const ui::RichStyle style{{Face::Ui, ui::kLead}, line, Token::Text1, layout.lead.h > 60 ? 2 : 1};
  const ui::Paragraph& words = shows_question(scene, state) ? scene.step.prediction->question : lesson::with_terms(scene.step.lead, scene.glossary);
  ui::rich_text(ui, {layout.lead.x, layout.lead.y}, layout.lead.w, words, style);
}

bool fits_one_line(ui::Ui& ui, const PresenterScene& scene, float width) {
  const float line = ui.language == Language::Chinese ? 44.f : 40.f;
  return ui::rich_text(ui, {0, 0}, width, scene.step.prediction->question, {{Face::Ui, ui::kLead}, line, Token::Text1, 2}, ui::Draw::No) <= line;
}

// Where the options stand, and after them the key that reveals the answer: in rows, each as wide as its words and a key need.
struct Choices {
  std::vector<Rect> options;
  Rect reveal;
  float height = 0;
};
// They belong together, not to the picture above, which keeps what height there is on a small stage.
float above_choices(const Rect& stage) { return stage.h >= 480 ? 12.f : 4.f; }
constexpr ui::TextStyle kChoice{Face::Medium, 22};

Localized reveal_words(const PresenterScene& scene) { return scene.answered ? Localized{"Close", "收起"} : Localized{"Reveal", "揭晓"}; }

Choices choices_in(ui::Ui& ui, Rect area, const PresenterScene& scene, float beside_words) {
  Choices out;
  Vec2 at{area.x, area.y};
  const auto place = [&](std::string_view words) {
    const float wide = beside_words + ui.canvas.text_width(words, kChoice);
    if (at.x > area.x && at.x + wide > area.right()) at = {area.x, at.y + 48};
    const Rect rect{at.x, at.y, wide, 44};
    at.x += wide;
    return rect;
  };
  for (const std::string& option : scene.step.prediction->options) out.options.push_back(place(option));
  out.reveal = place(ui.say(reveal_words(scene)));
  out.height = at.y + 56 - area.y;
  return out;
}

// Closer together where that saves a row: in a small window a row is a third of the picture.
Choices choices_in(ui::Ui& ui, Rect area, const PresenterScene& scene) {
  const Choices wide = choices_in(ui, area, scene, 120), close = choices_in(ui, area, scene, 92);
  return close.height < wide.height ? close : wide;
}

// Options with their keys and how many hands were counted; once it is over, the right one ticked.
PresenterWish draw_hands(ui::Ui& ui, const PresenterScene& scene, const PresenterState& state, Rect area) {
  const Choices places = choices_in(ui, area, scene);
  const auto& options = scene.step.prediction->options;
  for (std::size_t i = 0; i < std::min(options.size(), state.hands.size()); ++i) {
    const Rect row = places.options[i];
    const bool right = scene.answered && scene.outcome == static_cast<int>(i);
    float x = row.x + 50;
    if (right) {
      ui.canvas.disc({row.x + 19, row.y + 28}, 17, ui.color(Token::Text1));
      icon::check(ui.canvas, {row.x + 19, row.y + 28}, 15, ui.color(Token::InkOn));
      ui.anchors.add("presenter.right", row);
    } else {
      big_key(ui, row.x, row.y + 36, std::to_string(i + 1));
    }
    x += ui.canvas.text({x, row.y + 35}, options[i], kChoice, ui.color(scene.answered && scene.outcome >= 0 && !right ? Token::Text3 : Token::Text1)) + 14;
    if (state.hands[i] > 0) ui.canvas.text({x, row.y + 35}, std::to_string(state.hands[i]), {Face::Mono, 22}, ui.color(Token::Text2));
  }
  const float key = big_key(ui, places.reveal.x, places.reveal.y + 36, ui.say({"Enter", "回车"})) + 12;
  ui.canvas.text({places.reveal.x + key, places.reveal.y + 35}, ui.say(reveal_words(scene)), kChoice, ui.color(Token::Text2));
  PresenterWish wish;
  wish.reveal = press(ui, "presenter.reveal", {places.reveal.x, places.reveal.y + 6, places.reveal.w, 44}, 8).clicked;
  return wish;
}

void draw_segments(ui::Ui& ui, const PresenterScene& scene, const PresenterLayout& layout, float left, float right) {
  const float n = static_cast<float>(scene.count), w = std::min(44.f, (right - left - (n - 1) * 8) / n);
  if (w < 6) return;
  const float total = n * w + (n - 1) * 8;
  float x = std::clamp(layout.footer.center().x - total / 2, left, right - total);
  for (std::size_t i = 0; i < scene.count; ++i) {
    const Token color = i < scene.index ? Token::Text3 : i == scene.index ? Token::Text1 : Token::Line2;
    ui.canvas.fill({x, layout.footer.y + 25, w, 6}, ui.color(color), 3);
    x += w + 8;
  }
}

PresenterWish draw_footer(ui::Ui& ui, const PresenterScene& scene, const PresenterLayout& layout) {
  PresenterWish wish;
  const float y = layout.footer.y + 36;
  const ui::TextStyle style{Face::Ui, kSmallest};
  float x = layout.footer.x;
  float w = big_key(ui, x, y, "←") + 12;
  w += ui.canvas.text({x + w, y - 1}, ui.say({"Back", "上一步"}), style, ui.color(Token::Text2));
  if (press(ui, "presenter.back", {x, y - 30, w, 44}, 8).clicked) wish.go = -1;
  x += w + 30;
  w = big_key(ui, x, y, "→") + 12;
  const std::string next = scene.next_title.empty() ? std::string(ui.say({"The end", "结束"}))
                                                    : std::string(ui.say({"Next: ", "下一步："})) + std::string(scene.next_title);
  w += ui.canvas.text({x + w, y - 1}, next, {Face::Medium, kSmallest}, ui.color(Token::Text1));
  if (press(ui, "presenter.next", {x, y - 30, w, 44}, 8).clicked) wish.go = 1;
  const float left = x + w + 30;
  x = layout.footer.right();
  const auto hint = [&](ui::Ui& on, std::string_view anchor, std::string_view key, std::string_view words, Token ink) {
    const float word_width = ui.canvas.text(Vec2{x, y - 1}, words, style, ui.color(ink), Align::Right);
    const float key_width = std::max(38.f, ui.canvas.text_width(key, {Face::Medium, 19}) + 22);
    big_key(ui, x - word_width - 12 - key_width, y, key);
    const Rect area{x - word_width - 12 - key_width, y - 30, word_width + 12 + key_width, 44};
    x = area.x - 28;
    return press(on, anchor, area, 8).clicked;
  };
  wish.leave = hint(ui, "presenter.leave", "Esc", ui.say({"Leave", "退出"}), Token::Text2);
  const bool running = scene.player.training().status().mode == session::RunMode::Running;
  const bool free = scene.handout.allows("training");
  ui::FocusRing apart;
  ui::Ui reach = free ? ui : out_of_reach(ui, apart);
  const bool runs = free && scene.answered;
  if (scene.handout.shows("training") && hint(reach, "presenter.play", ui.say({"Space", "空格"}), running ? ui.say({"Pause", "暂停"}) : ui.say({"Play", "播放"}), runs ? Token::Text2 : Token::Text3))
    scene.answered ? toggle_play(scene.player.training()) : void(wish.urge = true);
  draw_segments(ui, scene, layout, left, x);
  return wish;
}

std::string_view notes_of(const ui::Ui& ui, const lesson::Step& step) {
  return step.notes.empty() ? ui.say({"No notes for this step.", "这一步没有讲稿。"}) : std::string_view(step.notes);
}

constexpr ui::RichStyle kNotes{{Face::Ui, kSmallest}, 30, Token::Text1, 0};
constexpr float kNotesSide = 24, kNotesAbove = 16;

float notes_height(ui::Ui& ui, const lesson::Step& step, float width) {
  return ui::plain_text(ui, {0, 0}, width - 2 * kNotesSide, notes_of(ui, step), kNotes, ui::Draw::No) + 2 * kNotesAbove;
}

// As high as its words; what is more than a third of the window scrolls.
void draw_notes(ui::Ui& ui, const PresenterScene& scene, Rect card, PresenterState& state) {
  shadow(ui, card, 14);
  surface(ui, card, 14, Token::Surface2);
  const Rect words = card.inset(kNotesSide, kNotesAbove);
  ui.canvas.push_clip(words);
  const float height = ui::plain_text(ui, {words.x, words.y - state.notes_scroll}, words.w, notes_of(ui, scene.step), kNotes);
  ui.canvas.pop_clip();
  take_scroll(ui, {"presenter.notes", words, {}}, height, state.notes_scroll);
  ui.anchors.add("presenter.notes.card", card);
}

ui::Paragraph reason_of(const ui::Ui& ui, const PresenterScene& scene) {
  if (scene.outcome >= 0) return scene.step.prediction->reason;
  return lesson::with_terms(std::string(ui.say({"measuring…", "正在测量…"})), scene.glossary);
}

float reason_height(ui::Ui& ui, const PresenterScene& scene, float width) {
  return ui::rich_text(ui, {0, 0}, width - 2 * kNotesSide, reason_of(ui, scene), kNotes, ui::Draw::No) + 2 * kNotesAbove;
}

void draw_reason(ui::Ui& ui, const PresenterScene& scene, Rect card) {
  shadow(ui, card, 14);
  surface(ui, card, 14, Token::Surface3);
  const Rect words = card.inset(kNotesSide, kNotesAbove);
  ui.canvas.push_clip(words);
  ui::rich_text(ui, {words.x, words.y}, words.w, reason_of(ui, scene), kNotes);
  ui.canvas.pop_clip();
  ui.anchors.add("presenter.reason", card);
}

// Cards stand at the stage's foot, one above the other.
struct Cards {
  Rect reason, notes;
};

Cards place_cards(ui::Ui& ui, const PresenterScene& scene, const PresenterState& state, Rect& stage) {
  Rect room = stage;
  const auto place = [&](float wanted) {
    const bool whole = room.h == stage.h;
    Rect left = room;
    const Rect card = presenter_notes(left, {ui.window.w, ui.window.h}, wanted);
    if (left.h < room.h && whole) stage = room = left;
    else room.h = std::max(0.f, card.y - 8 - room.y);
    return card;
  };
  Cards cards;
  if (scene.step.prediction && scene.answered && state.revealed) cards.reason = place(reason_height(ui, scene, stage.w));
  if (state.notes) cards.notes = place(notes_height(ui, scene.step, stage.w));
  return cards;
}

void draw_line(ui::Ui& ui, const PresenterScene& scene, const PresenterLayout& layout) {
  if (!scene.handout.shows("training")) return;
  const session::Status status = scene.player.training().status();
  const float share = status.furthest > 0 ? static_cast<float>(static_cast<double>(status.update) / static_cast<double>(status.furthest)) : 0;
  ui.canvas.fill(layout.history, ui.color(Token::Line), 2);
  ui.canvas.fill({layout.history.x, layout.history.y, layout.history.w * share, 4}, ui.color(Token::Error), 2);
  ui.canvas.disc({layout.history.x + layout.history.w * share, layout.history.y + 2}, 8, ui.color(Token::Text1));
}

}  // namespace

void rest_pointer(const ui::Ui& ui, PresenterState& state) {
  if (state.pointer_at != ui.pointer.position || ui.pointer.down) state.moved_at = ui.time, state.pointer_at = ui.pointer.position;
  state.pointer = ui.time - state.moved_at < 2;
}

PresenterWish draw_presenter(ui::Ui& ui, const PresenterScene& scene, PresenterState& state) {
  rest_pointer(ui, state);
  if (state.blank) {
    ui.canvas.fill(ui.window, {0, 0, 0, 255});
    return {};
  }
  PresenterLayout layout = presenter_layout({ui.window.w, ui.window.h});
  const bool asking = shows_question(scene, state);
  if (asking && layout.lead.h < 60 && !fits_one_line(ui, scene, layout.lead.w)) layout.lead.h += 40, layout.stage.cut_top(40);
  const std::vector<std::string> views = room_views(scene.player, scene.step, layout.stage.w, state.picture);
  draw_header(ui, scene, views.empty() ? std::string() : views.front(), layout);
  ui.canvas.text({layout.title.x, layout.title.y + 46}, scene.step.title, {Face::Display, ui.window.w >= 1000 ? ui::kHero : 36.f}, ui.color(Token::Text1));
  draw_sentence(ui, scene, state, layout);
  PresenterWish wish;
  if (asking) {
    const float above = above_choices(layout.stage);
    Rect hands = layout.stage.cut_bottom(choices_in(ui, layout.stage, scene).height + above);
    hands.cut_top(above);
    wish = draw_hands(ui, scene, state, hands);
  }
  const Cards cards = place_cards(ui, scene, state, layout.stage);
  const RoomStage stage{scene.player, scene.trouble, !scene.handout.allows("stage"), layout.stage, {cards.reason, cards.notes}};
  draw_room_stage(ui, stage, views);
  draw_trouble_panel(ui, layout.stage, scene.trouble);
  if (cards.reason.h > 0) draw_reason(ui, scene, cards.reason);
  if (state.notes) draw_notes(ui, scene, cards.notes, state);
  draw_line(ui, scene, layout);
  const PresenterWish footer = draw_footer(ui, scene, layout);
  wish.go = footer.go, wish.leave = footer.leave, wish.urge = footer.urge;
  draw_term_card(ui, scene.glossary, kSmallest);
  return wish;
}

}  // namespace epochs::app
