#include "app/dropped_file.hpp"

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "app/json_file.hpp"
#include "data/csv.hpp"

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
  if (!opened) return name + ": " + opened.error();
  return language == Language::English ? "Opened " + name + "." : "已打开 " + name + "。";
}

std::string give_points(lesson::Player& player, const std::filesystem::path& file, Language language) {
  const std::string name = file.filename().string();
  std::error_code fault;
  const std::uintmax_t size = std::filesystem::file_size(file, fault);
  if (fault || size > data::kMostCsvBytes)
    return language == Language::English ? name + " cannot be read, or is larger than 4 MiB." : name + " 无法读取，或者超过 4 MiB。";
  std::ifstream stream(file, std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(stream)), {});
  const auto taken = player.set("points", text);
  if (!taken) {                        // the lesson calls what it was given "points"; the learner knows the file
    const std::string& why = taken.error();
    return why.starts_with("points:") ? name + why.substr(6) : name + ": " + why;
  }
  return language == Language::English ? "The lesson now learns from " + name + "." : "本课现在用 " + name + " 中的数据学习。";
}

}  // namespace

std::string take_dropped_file(App& app, const std::filesystem::path& file) {
  const Language language = app.settings().language;
  if (file.extension() == ".epochs") return open_state_file(app, file, language);
  if (!app.player())
    return language == Language::English ? "Open a lesson first; then drop your table on it." : "请先打开一课，再把表格拖进来。";
  if (!app.may_edit()) return language == Language::English ? "Your teacher locked the data of this lesson." : "这一课的数据由教师锁定。";
  return give_points(*app.player(), file, language);
}

}  // namespace epochs::app
