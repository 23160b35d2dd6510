#include "app/dropped_file.hpp"

#include <nlohmann/json.hpp>

#include "app/json_file.hpp"
#include "app/own_points.hpp"
#include "data/csv.hpp"
#include "data/idx.hpp"
#include "lesson/text_lesson.hpp"

namespace epochs::app {
namespace {

constexpr std::uintmax_t kMostState = 64 * 1024 * 1024;

std::string open_state_file(App& app, const std::filesystem::path& file, Language language) {
  const std::string name = file.filename().string();
  const JsonFile state = read_json_object(file, kMostState);
  if (!state.object)
    return language == Language::English ? name + " is not the state of a lesson: it should hold one JSON object of at most 64 MB."
                                         : name + " 不是课程状态文件：它应当是一个不超过 64 MB 的 JSON 对象。";
  const auto opened = app.open_state(*state.object);
  if (!opened) return name + ": " + opened.failure().in(language);
  return language == Language::English ? "Opened " + name + "." : "已打开 " + name + "。";
}

std::string take_table(lesson::Player& player, const std::filesystem::path& file, Language language) {
  const std::string name = file.filename().string();
  const auto table = data::read_table(file.string());
  if (!table) return table.failure().in(language);
  if (const auto refused = give_points(player, name, table.value())) return refused->why.in(language);
  return language == Language::English ? "The lesson now learns from " + name + "." : "本课现在用 " + name + " 中的数据学习。";
}

// Either file of a pair of pictures and labels: the other one is looked for beside it.
std::string take_pictures(lesson::Player& player, const std::filesystem::path& file, Language language) {
  const std::string name = file.filename().string();
  const auto other = data::idx_partner(file);
  if (!other)
    return language == Language::English ? name + ": its partner is not beside it; put pictures and labels into one folder, named like train-images-idx3-ubyte and train-labels-idx1-ubyte."
                                         : name + "：旁边没有配套的文件；请把图像和标签放在同一文件夹，文件名形如 train-images-idx3-ubyte 和 train-labels-idx1-ubyte。";
  if (const auto taken = player.set("files", file.string() + "\n" + other->string()); !taken) return taken.failure().in(language);
  const std::string second = other->filename().string();
  return language == Language::English ? "The lesson now learns from " + name + " and " + second + "." : "本课现在用 " + name + " 和 " + second + " 学习。";
}

// A text or word vectors, read a slice in every frame; a refused one leaves the run as it was. A short one is there at once.
std::string take_text(lesson::TextLesson& lesson, const std::filesystem::path& file, Language language) {
  if (const auto begun = lesson.begin_reading(file.string()); !begun) return begun.failure().in(language);
  return go_on_reading(lesson, language);
}

}  // namespace

std::string go_on_reading(lesson::TextLesson& lesson, Language language) {
  const auto end = lesson.go_on_reading();
  if (!end) return {};
  return *end ? end->value().in(language) : end->failure().in(language);
}

std::string take_pasted_text(App& app, const std::string& text) {
  const Language language = app.settings().language;
  if (!app.may_edit()) return language == Language::English ? "Your teacher locked the data of this lesson." : "这一课的数据由教师锁定。";
  if (const auto taken = app.player()->set("own", text); !taken) return taken.failure().in(language);
  return language == Language::English ? "The lesson now reads the text that you pasted." : "本课现在读你粘贴的文本。";
}

std::string take_dropped_file(App& app, const std::filesystem::path& file) {
  const Language language = app.settings().language;
  if (file.extension() == ".epochs") return open_state_file(app, file, language);
  if (!app.player())
    return language == Language::English ? "Open a lesson first; then drop your table on it." : "请先打开一课，再把表格拖进来。";
  if (!app.may_edit()) return language == Language::English ? "Your teacher locked the data of this lesson." : "这一课的数据由教师锁定。";
  if (app.player()->takes_pictures()) return take_pictures(*app.player(), file, language);
  if (lesson::TextLesson* lesson = lesson::text_lesson(*app.player())) return take_text(*lesson, file, language);
  return take_table(*app.player(), file, language);
}

}  // namespace epochs::app
