#include "lesson/text.hpp"

#include <algorithm>
#include <charconv>

#include "lesson/inline_text.hpp"
#include "lesson/text_check.hpp"

namespace epochs::lesson {
namespace {

constexpr std::size_t kMostTextBytes = 1 << 20, kMostLines = 4000, kMostSteps = 40;

// Directives that hold content up to a line ":::".
bool holds_content(std::string_view name) {
  return name == "predict" || name == "lead" || name == "notes" || name == "code-twin" || name == "last-question" || name == "sources";
}

// Of a name in a sentence: cut between two characters, since a half one is not text any more.
std::string short_name(std::string_view name) {
  constexpr std::size_t kMost = 40;
  std::size_t end = std::min(name.size(), kMost);
  while (end < name.size() && end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0u) == 0x80u) --end;
  return std::string(name.substr(0, end));
}

LocalizedText before_first_step(std::string_view name) {
  return {"\":::" + short_name(name) + "\" stands before the first step", "“:::" + short_name(name) + "”写在了第一个步骤之前"};
}

LocalizedText too_long(const std::string& step, const Length& length) {
  if (length.characters > 20) {
    const std::string count = std::to_string(length.characters), most = std::to_string(kMostCharacters);
    return {"step \"" + step + "\" has " + count + " characters; at most " + most + " fit, so shorten it", "步骤“" + step + "”有 " + count + " 个字，最多放得下 " + most + " 个；请缩短"};
  }
  const std::string count = std::to_string(length.words), most = std::to_string(kMostWords);
  return {"step \"" + step + "\" has " + count + " words; at most " + most + " fit, so shorten it", "步骤“" + step + "”有 " + count + " 个词，最多放得下 " + most + " 个；请缩短"};
}

class Parser {
 public:
  Parser(std::string_view text, const std::string& file) : lines_(split(text, '\n')), file_(file) {}

  Result<LessonText> run() {
    for (at_ = 0; at_ < lines_.size() && !failed_; ++at_) take(trim(lines_[at_]));
    if (!failed_) end_paragraphs();
    if (!failed_ && out_.title.empty()) fail(0, {"the first heading \"# Title\" is missing; add it at the top", "缺少第一个标题“# 标题”，请加在开头"});
    if (!failed_ && out_.steps.empty()) fail(0, {"there is no step; open one with \"## id | Title\"", "一个步骤也没有；用“## id | 标题”开始一步"});
    if (!failed_) check_code_lines();
    if (!failed_) check_twins();
    if (failed_) return error_;
    return std::move(out_);
  }

 private:
  void fail(std::size_t line, const LocalizedText& what) {
    const std::string where = file_ + (line > 0 ? ":" + std::to_string(line) : "");
    if (!failed_) error_ = {where + ": " + what.english, where + "：" + what.chinese};
    failed_ = true;
  }
  void fail_here(const LocalizedText& what) { fail(at_ + 1, what); }

  void check_code_lines() {
    for (const Step& step : out_.steps)
      if (step.code_line >= static_cast<int>(out_.code.size()))
        return fail(0, {"step \"" + step.id + "\" is about line " + std::to_string(step.code_line + 1) + " of the code twin, which has " + std::to_string(out_.code.size()) + "; change its \":::code\"",
                        "步骤“" + step.id + "”说的是代码的第 " + std::to_string(step.code_line + 1) + " 行，而代码只有 " + std::to_string(out_.code.size()) + " 行；请改它的“:::code”"});
  }

  void check_twins() {
    for (const Step& step : out_.steps)
      if (step.twin && !step.prediction) return fail(0, {"step \"" + step.id + "\" has \":::twin\", which opens with an answer, but no \":::predict\"; add one or drop it",
                                                           "步骤“" + step.id + "”有“:::twin”却没有“:::predict”，而对照要在回答之后才开始；请加上问题或去掉它"});
  }

  Step* step() { return out_.steps.empty() ? nullptr : &out_.steps.back(); }

  void take(std::string_view line) {
    if (line.starts_with("## ")) return open_step(trim(line.substr(3)));
    if (line.starts_with("# ") && out_.title.empty() && out_.steps.empty()) {
      out_.title = trim(line.substr(2));
      return;
    }
    if (line.starts_with(":::")) return directive(trim(line.substr(3)));
    if (!line.empty() && pending_.empty()) pending_line_ = at_ + 1;
    pending_ += line;
    pending_ += '\n';
  }

  // Text collected since the last directive or heading.
  void end_paragraphs() {
    const InlineBlocks blocks = parse_inline(pending_);
    pending_.clear();
    if (blocks.paragraphs.empty() && blocks.items.empty()) return;
    if (!step()) {
      for (const ui::Paragraph& paragraph : blocks.paragraphs) out_.idea += (out_.idea.empty() ? "" : " ") + plain(paragraph);
      return;
    }
    for (const ui::Paragraph& paragraph : blocks.paragraphs) step()->body.push_back(paragraph);
    for (const ui::Paragraph& item : blocks.items) step()->body.push_back(item);
    const Length length = length_of(step()->body);
    if (length.characters > 20 ? length.characters > kMostCharacters : length.words > kMostWords)
      fail(pending_line_, too_long(step()->id, length));
  }

  void open_step(std::string_view heading) {
    end_paragraphs();
    if (failed_) return;
    const auto bar = heading.find('|');
    if (bar == std::string_view::npos) return fail_here({"a step needs \"## id | Title\"", "步骤要写成“## id | 标题”"});
    Step next;
    next.id = trim(heading.substr(0, bar));
    next.title = trim(heading.substr(bar + 1));
    const bool plain_id = !next.id.empty() && std::all_of(next.id.begin(), next.id.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-'; });
    if (!plain_id) return fail_here({"the id \"" + next.id.substr(0, 40) + "\" may hold only a-z, 0-9, _ and -", "步骤的 id 只能由 a-z、0-9、_ 和 - 组成"});
    if (next.title.empty()) return fail_here({"step \"" + next.id + "\" has no title", "步骤“" + next.id + "”没有标题"});
    for (const Step& other : out_.steps)
      if (other.id == next.id) return fail_here({"two steps are called \"" + next.id + "\"; rename one", "有两个步骤都叫“" + next.id + "”，请改掉一个"});
    if (out_.steps.size() >= kMostSteps) return fail_here({"more than " + std::to_string(kMostSteps) + " steps", "超过 " + std::to_string(kMostSteps) + " 个步骤"});
    out_.steps.push_back(std::move(next));
  }

  void directive(std::string_view line) {
    end_paragraphs();
    if (failed_) return;
    const auto space = line.find(' ');
    const std::string name(line.substr(0, space));
    const std::string_view rest = space == std::string_view::npos ? std::string_view() : trim(line.substr(space));
    if (name.empty()) return fail_here({"\":::\" closes nothing here; remove it or open a block before it", "这里的“:::”没有要结束的内容；请删掉它，或在前面开始一段"});
    if (holds_content(name)) return content(name, rest);
    if (!step()) return fail_here(before_first_step(name));
    if (name == "view" || name == "formula" || name == "spotlight" || name == "claim") return words(name, rest);
    if (name == "set") return settings(rest);
    if (name == "code") return code_line(rest);
    if (name == "tour") return tour_updates(rest);
    if (name == "twin") return twin(rest);
    const std::string known = "view, set, predict, formula, spotlight, claim, lead, notes, code, tour, twin";
    fail_here({"unknown directive \":::" + short_name(name) + "\"; known are " + known, "没有“:::" + short_name(name) + "”这个指令；可用的有 " + known});
  }

  void words(const std::string& name, std::string_view rest) {
    auto& list = name == "view" ? step()->views : name == "formula" ? step()->formulas : name == "spotlight" ? step()->spotlights : step()->claims;
    for (const std::string_view word : split(rest, ' '))
      if (!word.empty()) list.emplace_back(word);
    if (list.empty()) fail_here({"\":::" + name + "\" needs a name behind it", "“:::" + name + "”后面要写名称"});
  }

  void settings(std::string_view rest) {
    for (const std::string_view word : split(rest, ' ')) {
      if (word.empty()) continue;
      const auto equals = word.find('=');
      if (equals == std::string_view::npos || equals == 0) return fail_here({"\":::set\" takes key=value, not \"" + short_name(word) + "\"", "“:::set”要写成 key=value，而不是“" + short_name(word) + "”"});
      step()->settings.emplace_back(word.substr(0, equals), word.substr(equals + 1));
    }
  }

  void twin(std::string_view rest) {
    const auto space = rest.find(' ');
    const std::string_view change = rest.substr(0, space);
    const auto equals = change.find('=');
    if (equals == std::string_view::npos || equals == 0 || equals + 1 == change.size())
      return fail_here({"\":::twin\" takes key=value, the setting that differs in the second run, then the views of each run", "“:::twin”要先写 key=value，即第二次训练中不同的设置，再写每次训练显示的图"});
    if (step()->twin) return fail_here({"step \"" + step()->id + "\" has two \":::twin\"; one setting differs", "步骤“" + step()->id + "”有两个“:::twin”；只能有一项设置不同"});
    TwinWish wish{std::string(change.substr(0, equals)), std::string(change.substr(equals + 1)), {}};
    for (const std::string_view word : split(space == std::string_view::npos ? std::string_view() : rest.substr(space), ' '))
      if (!word.empty()) wish.views.emplace_back(word);
    step()->twin = std::move(wish);
  }

  // The whole of `text` as a number of at most `most`.
  static std::optional<int> number(std::string_view text, int most) {
    int value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (problem != std::errc() || end != text.data() + text.size() || value < 0 || value > most) return std::nullopt;
    return value;
  }

  void code_line(std::string_view rest) {
    const std::optional<int> line = number(rest, 99);
    if (!line || *line < 1) return fail_here({"\":::code\" takes the number of a line of the code twin", "“:::code”后面要写代码的行号"});
    step()->code_line = *line - 1;
  }

  void tour_updates(std::string_view rest) {
    step()->tour_updates = number(rest, 100000);
    if (!step()->tour_updates) fail_here({"\":::tour\" takes the number of updates to train before a picture, 0 to 100000", "“:::tour”后面要写截图之前训练多少次更新，0 到 100000"});
  }

  void content(const std::string& name, std::string_view rest) {
    const std::size_t opened = at_ + 1;
    std::string text;
    for (++at_; at_ < lines_.size(); ++at_) {
      const std::string_view line = lines_[at_];
      if (trim(line) == ":::") return finish(name, rest, text, opened);
      if (trim(line).starts_with(":::") || trim(line).starts_with("## ")) break;
      text += line;
      text += '\n';
    }
    fail(opened, {"\":::" + name + "\" is not closed; end it with a line \":::\"", "“:::" + name + "”没有结束；请在最后加一行“:::”"});
  }

  void finish(const std::string& name, std::string_view rest, const std::string& text, std::size_t opened) {
    if (name != "predict" && !rest.empty()) return fail(opened, {"\":::" + name + "\" takes its words on the lines below it, up to a line \":::\"", "“:::" + name + "”的文字要写在下面几行，直到一行“:::”为止"});
    if (name == "code-twin") return code_twin(text);
    const InlineBlocks blocks = parse_inline(text);
    if (name == "sources") {
      for (const ui::Paragraph& item : blocks.items) out_.sources.push_back(plain(item));
      return;
    }
    if (name == "last-question") {
      if (!blocks.paragraphs.empty()) out_.last_question = blocks.paragraphs.front();
      return;
    }
    if (!step()) return fail(opened, before_first_step(name));
    if (name == "lead") lead(blocks, opened);
    if (name == "notes") step()->notes = trim(text);
    if (name == "predict") predict(rest, blocks, opened);
  }

  void lead(const InlineBlocks& blocks, std::size_t opened) {
    for (const ui::Paragraph& paragraph : blocks.paragraphs) step()->lead += plain(paragraph);
    const int words = length_of(blocks.paragraphs).words;
    if (words > kMostLeadWords)
      fail(opened, {"the presenter's sentence has " + std::to_string(words) + " words; at most " + std::to_string(kMostLeadWords) + " can be read from the last row",
                    "投影用的句子有 " + std::to_string(words) + " 个词；最多 " + std::to_string(kMostLeadWords) + " 个，后排才看得清"});
  }

  void code_twin(const std::string& text) {
    for (const std::string_view line : split(text, '\n')) {
      if (trim(line).starts_with("```")) continue;
      out_.code.emplace_back(line);
    }
    while (!out_.code.empty() && trim(out_.code.back()).empty()) out_.code.pop_back();
  }

  void predict(std::string_view rest, const InlineBlocks& blocks, std::size_t opened) {
    if (step()->prediction) return fail(opened, {"step \"" + step()->id + "\" has two predictions; give the second a step of its own", "步骤“" + step()->id + "”有两个问题；请把第二个放到另一步"});
    if (!rest.starts_with("answer=")) return fail(opened, {"\":::predict\" needs answer=NUMBER or answer=measured", "“:::predict”需要 answer=序号 或 answer=measured"});
    Prediction prediction;
    if (blocks.paragraphs_before_items < 1) return fail(opened, {"the prediction has no question before its options", "选项前面没有问题"});
    prediction.question = blocks.paragraphs.front();
    for (const ui::Paragraph& item : blocks.items) prediction.options.push_back(plain(item));
    if (prediction.options.size() < 2 || prediction.options.size() > 4) return fail(opened, {"a prediction has 2 to 4 options, this one has " + std::to_string(prediction.options.size()), "问题应有 2 到 4 个选项，这里有 " + std::to_string(prediction.options.size()) + " 个"});
    if (static_cast<int>(blocks.paragraphs.size()) > blocks.paragraphs_before_items) prediction.reason = blocks.paragraphs.back();
    if (prediction.reason.empty()) return fail(opened, {"the prediction gives no reason after its options", "选项后面没有说明理由"});
    const std::string_view answer = rest.substr(7);
    if (answer != "measured") {
      int number = 0;
      const auto [end, problem] = std::from_chars(answer.data(), answer.data() + answer.size(), number);
      if (problem != std::errc() || end != answer.data() + answer.size() || number < 1 || number > static_cast<int>(prediction.options.size()))
        return fail(opened, {"answer=" + short_name(answer) + " is none of the " + std::to_string(prediction.options.size()) + " options", "answer=" + short_name(answer) + " 不在 " + std::to_string(prediction.options.size()) + " 个选项之中"});
      prediction.answer = number - 1;
    }
    step()->prediction = std::move(prediction);
  }

  std::vector<std::string_view> lines_;
  std::string file_;
  LessonText out_;
  std::string pending_;
  Error error_;
  std::size_t at_ = 0, pending_line_ = 0;
  bool failed_ = false;
};

}  // namespace

Result<LessonText> parse_lesson_text(std::string_view markdown, const std::string& file) {
  if (markdown.starts_with("\xEF\xBB\xBF")) markdown.remove_prefix(3);
  const auto whole = [&](const LocalizedText& what) { return Error{file + ": " + what.english, file + "：" + what.chinese}; };
  if (markdown.size() > kMostTextBytes) return whole({"is larger than a megabyte, which no lesson text is; check that it is the right file", "超过 1 MB，课程文字不会这么大；请检查是不是这个文件"});
  if (!is_valid_utf8(markdown) || markdown.find('\0') != std::string_view::npos) return whole({"is not UTF-8 text; save it as UTF-8", "不是 UTF-8 文本；请另存为 UTF-8"});
  if (static_cast<std::size_t>(std::count(markdown.begin(), markdown.end(), '\n')) > kMostLines)
    return whole({"has more than " + std::to_string(kMostLines) + " lines; split the lesson", "超过 " + std::to_string(kMostLines) + " 行；请把课程拆开"});
  return Parser(markdown, file).run();
}

}  // namespace epochs::lesson
