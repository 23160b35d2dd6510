// The last question of a lesson, put again on a later day.
#include "app/press.hpp"
#include "app/sheet.hpp"
#include "ui/rich_text.hpp"

namespace epochs::app {

using ui::Face;
using ui::Rect;
using ui::Token;

Answer draw_question_sheet(ui::Ui& ui, Shell& shell, const ui::Paragraph& question, std::string_view asked_on) {
  const ui::RichStyle style{{Face::Medium, 19}, ui.language == Language::Chinese ? 30.f : 28.f, Token::Text1, 0};
  const float w = std::min(560.f, ui.window.w - 32);
  const float tall = ui::rich_text(ui, {0, 0}, w - 56, question, style, ui::Draw::No);
  const std::string_view yes = ui.say({"I can answer it now", "现在我能回答"}), no = ui.say({"Not yet, ask me again", "还不行，下次再问"});
  const float first = button_width(ui, yes), second = button_width(ui, no);
  const bool below = first + 12 + second > w - 56;
  Rect rest = sheet_frame(ui, shell, {w, 72 + 34 + tall + 84 + (below ? 44.f : 0.f)}, ui.say({"Before you go on", "先想一想"}));
  const std::string asked = std::string(ui.say({"You were asked on ", "你曾在 "})) + std::string(asked_on) + std::string(ui.say({":", " 被问过："}));
  ui.canvas.text({rest.x, rest.y + 14}, asked, {Face::Ui, ui::kLabel}, ui.color(Token::Text2));
  rest.cut_top(34);
  ui::rich_text(ui, {rest.x, rest.y}, rest.w, question, style);
  const float y = rest.y + tall + 24;
  Answer answer = Answer::None;
  if (primary_button(ui, "sheet.question.yes", {rest.x, y, first, 36}, yes)) answer = Answer::Yes;
  if (ghost_button(ui, "sheet.question.no", {below ? rest.x : rest.x + first + 12, below ? y + 44 : y, second, 36}, no)) answer = Answer::No;
  if (shell.sheet != Sheet::Question) return Answer::No;   // closed: not answered
  if (answer != Answer::None) shell.sheet = Sheet::None;
  return answer;
}

}  // namespace epochs::app
