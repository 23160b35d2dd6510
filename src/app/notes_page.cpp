#include "app/notes_page.hpp"

namespace epochs::app {
namespace {

// Black on white, two columns a step, no step across a page break; nothing is loaded from anywhere.
constexpr std::string_view kStyle = R"(@page { margin: 16mm }
body { font: 11pt/1.5 "Inter", "Noto Sans CJK SC", "WenQuanYi Micro Hei", sans-serif; color: #111; max-width: 180mm; margin: 0 auto }
h1 { font-size: 22pt; margin: 0 } .idea { color: #555; margin: 2pt 0 18pt }
section { border-top: 1pt solid #999; padding: 8pt 0 10pt; break-inside: avoid }
h2 { font-size: 13pt; margin: 0 0 2pt } .lead { margin: 0 0 6pt; font-style: italic } :lang(zh) .lead { font-style: normal; color: #333 }
.question { margin: 0; font-weight: 600 } ol { margin: 2pt 0 6pt } .right { font-weight: 600 } .reason { margin: 0 0 6pt; color: #333 }
.notes { margin: 0; white-space: pre-line } .label { color: #666; font-size: 9pt }
)";

std::string plain(const ui::Paragraph& paragraph) {
  std::string out;
  for (const auto& run : paragraph) out += run.text;
  return out;
}

std::string paragraph(std::string_view kind, const std::string& words) {
  return words.empty() ? std::string() : "<p class=\"" + std::string(kind) + "\">" + escaped_html(words) + "</p>\n";
}

std::string question(const lesson::Prediction& prediction, Language language) {
  std::string out = paragraph("question", plain(prediction.question)) + "<ol>";
  for (std::size_t i = 0; i < prediction.options.size(); ++i) {
    const bool right = static_cast<int>(i) == prediction.answer;
    out += std::string(right ? "<li class=\"right\">" : "<li>") + escaped_html(prediction.options[i]) + (right ? " ✓" : "") + "</li>";
  }
  out += "</ol>\n";
  if (prediction.answer < 0) out += paragraph("label", language == Language::English ? "The model measures the answer." : "答案由模型当场测得。");
  return out + paragraph("reason", plain(prediction.reason));
}

std::string section(const lesson::Step& step, std::size_t number, Language language) {
  std::string out = "<section>\n<h2>" + std::to_string(number) + " · " + escaped_html(step.title) + "</h2>\n" + paragraph("lead", step.lead);
  if (step.prediction) out += question(*step.prediction, language);
  return out + paragraph("notes", step.notes) + "</section>\n";
}

}  // namespace

std::string escaped_html(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') out += "&amp;";
    else if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == '"') out += "&quot;";
    else out += c;
  }
  return out;
}

std::string notes_ending(Language language) { return language == Language::English ? "-notes.en.html" : "-notes.zh.html"; }

std::string notes_page(const lesson::Lesson& lesson, const lesson::LessonText& text, Language language) {
  const std::string title = lesson.years + " · " + std::string(lesson.title.in(language));
  std::string out = std::string("<!doctype html>\n<html lang=\"") + (language == Language::English ? "en" : "zh") + "\">\n<meta charset=\"utf-8\">\n<title>" +
                    escaped_html(title) + "</title>\n<style>" + std::string(kStyle) + "</style>\n<h1>" + escaped_html(title) + "</h1>\n" +
                    paragraph("idea", std::string(lesson.idea.in(language)));
  for (std::size_t i = 0; i < text.steps.size(); ++i) out += section(text.steps[i], i + 1, language);
  if (!text.last_question.empty())
    out += "<section>\n<h2>" + std::string(language == Language::English ? "To take home" : "带回去想") + "</h2>\n" + paragraph("question", plain(text.last_question)) + "</section>\n";
  return out + "</html>\n";
}

}  // namespace epochs::app
