#include "lesson/text_check.hpp"

#include <optional>

#include "lesson/inline_text.hpp"

namespace epochs::lesson {
namespace {

std::optional<Localized> difference(const Step& a, const Step& b) {
  if (a.id != b.id) return Localized{"another id", "id 不同"};
  if (a.views != b.views) return Localized{"other views", "图不同"};
  if (a.settings != b.settings) return Localized{"other settings", "设置不同"};
  if (a.formulas != b.formulas) return Localized{"other formulas", "公式不同"};
  if (a.claims != b.claims) return Localized{"other claims", "结论不同"};
  if (a.spotlights != b.spotlights) return Localized{"other spotlights", "高亮不同"};
  if (a.code_line != b.code_line) return Localized{"another code line", "代码行不同"};
  if (a.tour_updates != b.tour_updates) return Localized{"another \":::tour\"", "“:::tour”不同"};
  if (a.twin.has_value() != b.twin.has_value() || (a.twin && (a.twin->key != b.twin->key || a.twin->value != b.twin->value || a.twin->views != b.twin->views)))
    return Localized{"another \":::twin\"", "“:::twin”不同"};
  if (a.prediction.has_value() != b.prediction.has_value()) return Localized{"a prediction in one language only", "只有一种语言有问题"};
  if (a.prediction && a.prediction->answer != b.prediction->answer) return Localized{"another answer", "答案不同"};
  if (a.prediction && a.prediction->options.size() != b.prediction->options.size()) return Localized{"another number of options", "选项个数不同"};
  return std::nullopt;
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
  const auto count = [](const LessonText& text) { return std::to_string(text.steps.size()); };
  if (english.steps.size() != chinese.steps.size())
    return Error{"the English text has " + count(english) + " steps and the Chinese one " + count(chinese) + "; give both the same steps",
                 "英文有 " + count(english) + " 个步骤，中文有 " + count(chinese) + " 个；两边的步骤要一样"};
  for (std::size_t i = 0; i < english.steps.size(); ++i)
    if (const auto what = difference(english.steps[i], chinese.steps[i])) {
      const std::string here = english.steps[i].id, there = chinese.steps[i].id;
      return Error{"step \"" + here + "\" has " + std::string(what->english) + " in the Chinese text (there \"" + there + "\"); make both alike",
                   "步骤“" + here + "”在中文（那里是“" + there + "”）和英文里" + std::string(what->chinese) + "；请改成一致"};
    }
  if (english.code.size() != chinese.code.size()) return Error{"the code twins differ in their number of lines; make both alike", "两种语言的代码行数不同；请改成一致"};
  return {};
}

}  // namespace epochs::lesson
