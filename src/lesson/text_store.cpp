#include "lesson/text_store.hpp"

#include <fstream>
#include <sstream>

#include "core/assets.hpp"
#include "lesson/text_check.hpp"

namespace epochs::lesson {
namespace fs = std::filesystem;

TextStore::TextStore(std::string lesson_id, fs::path folder) : id_(std::move(lesson_id)), folder_(std::move(folder)) {
  stamp_ = stamp();
  if (!load() && !folder_.empty()) {   // the folder's texts are broken: teach from the program's own
    const Error first_error = error_;
    const fs::path watched = std::exchange(folder_, {});
    load();
    folder_ = watched;
    error_ = first_error;
  }
}

Result<LessonText> TextStore::read(const char* name) const {
  const fs::path file = folder_ / id_ / name;
  std::error_code problem;
  if (!folder_.empty() && fs::is_regular_file(file, problem)) {
    if (fs::file_size(file, problem) > (1u << 20)) return Error{file.string() + ": is larger than a megabyte, which no lesson text is; check that it is the right file", file.string() + "：超过 1 MB，课程文字不会这么大；请检查是不是这个文件"};
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    return parse_lesson_text(text.str(), file.string());
  }
  const std::string asset = "lessons/" + id_ + "/" + name;
  const auto text = assets::find(asset);
  if (!text) return Error{asset + ": is not in the program; build it again", asset + "：程序里没有它；请重新构建"};
  return parse_lesson_text(*text, asset);
}

bool TextStore::load() {
  Result<LessonText> english = read("text.en.md"), chinese = read("text.zh.md");
  error_ = !english ? english.failure() : !chinese ? chinese.failure() : Error();
  if (!error_.message.empty()) return false;
  if (const auto pair = check_pair(english.value(), chinese.value()); !pair) {
    error_ = {id_ + ": " + pair.failure().message, id_ + "：" + pair.failure().chinese};
    return false;
  }
  english_ = std::move(english).value();
  chinese_ = std::move(chinese).value();
  mark_terms(english_, english_terms_);
  mark_terms(chinese_, chinese_terms_);
  return true;
}

fs::file_time_type TextStore::stamp() const {
  fs::file_time_type newest = fs::file_time_type::min();   // the clock of files may count from the future: 0 is no beginning
  for (const char* name : {"text.en.md", "text.zh.md"}) {
    std::error_code problem;
    const auto time = fs::last_write_time(folder_ / id_ / name, problem);
    if (!problem && time > newest) newest = time;
  }
  return newest;
}

bool TextStore::refresh(double now) {
  if (folder_.empty() || (looked_ >= 0 && now - looked_ < 0.5)) return false;
  looked_ = now;
  const auto seen = stamp();
  if (seen == stamp_) return false;
  stamp_ = seen;
  return load();
}

}  // namespace epochs::lesson
