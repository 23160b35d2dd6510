#include "lesson/text_check.hpp"

#include "lesson/inline_text.hpp"

namespace epochs::lesson {
namespace {

const char* difference(const Step& a, const Step& b) {
  if (a.id != b.id) return "another id";
  if (a.views != b.views) return "other views";
  if (a.settings != b.settings) return "other settings";
  if (a.formulas != b.formulas) return "other formulas";
  if (a.claims != b.claims) return "other claims";
  if (a.spotlights != b.spotlights) return "other spotlights";
  if (a.code_line != b.code_line) return "another code line";
  if (a.tour_updates != b.tour_updates) return "another \":::tour\"";
  if (a.twin.has_value() != b.twin.has_value() || (a.twin && (a.twin->key != b.twin->key || a.twin->value != b.twin->value || a.twin->views != b.twin->views)))
    return "another \":::twin\"";
  if (a.prediction.has_value() != b.prediction.has_value()) return "a prediction in one language only";
  if (a.prediction && a.prediction->answer != b.prediction->answer) return "another answer";
  if (a.prediction && a.prediction->options.size() != b.prediction->options.size()) return "another number of options";
  return nullptr;
}

}  // namespace

Length length_of(const std::vector<ui::Paragraph>& body) {
  Length length;
  for (const ui::Paragraph& paragraph : body) {
    bool in_word = false;
    for (const char32_t c : decode_utf8(plain(paragraph))) {
      if (is_cjk(c)) ++length.characters;
      const bool word = c != U' ' && !is_cjk(c);
      if (word && !in_word) ++length.words;
      in_word = word;
    }
  }
  return length;
}

Result<void> check_pair(const LessonText& english, const LessonText& chinese) {
  if (english.steps.size() != chinese.steps.size())
    return Error{"the English text has " + std::to_string(english.steps.size()) + " steps and the Chinese one " + std::to_string(chinese.steps.size()) +
                 "; give both the same steps"};
  for (std::size_t i = 0; i < english.steps.size(); ++i)
    if (const char* what = difference(english.steps[i], chinese.steps[i]))
      return Error{"step \"" + english.steps[i].id + "\" has " + what + " in the Chinese text (there \"" + chinese.steps[i].id + "\"); make both alike"};
  if (english.code.size() != chinese.code.size()) return Error{"the code twins differ in their number of lines; make both alike"};
  return {};
}

}  // namespace epochs::lesson
