#include "app/progress.hpp"

#include <nlohmann/json.hpp>

#include "app/json_file.hpp"
#include "core/atomic_file.hpp"

namespace epochs::app {

namespace {

std::string text_of(const nlohmann::json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// Strings only; whatever else a file holds is passed over.
LessonProgress read(const nlohmann::json& entry) {
  LessonProgress out;
  out.at = text_of(entry, "at");
  if (const auto steps = entry.find("steps"); steps != entry.end() && steps->is_number_unsigned()) out.steps = steps->get<std::size_t>();
  const auto seen = entry.find("seen");
  if (seen == entry.end() || !seen->is_array()) return out;
  for (const auto& id : *seen)
    if (id.is_string() && out.seen.size() < 1000) out.seen.push_back(id.get<std::string>());
  return out;
}

}  // namespace

Progress::Progress(std::filesystem::path folder) {
  if (folder.empty()) return;
  file_ = folder / "progress.json";
  const JsonFile file = read_json_object(file_, 4 * 1024 * 1024);
  if (!file.exists) return;
  if (!file.object || !file.object->contains("lessons") || !(*file.object)["lessons"].is_object()) {
    const auto aside = set_file_aside(file_);
    notice_ = aside ? "The record of your progress could not be read and was set aside as " + aside.value().string() + "." : aside.error();
    return;
  }
  last_ = text_of(*file.object, "last");
  for (const auto& [id, entry] : (*file.object)["lessons"].items())
    if (entry.is_object()) lessons_[id] = read(entry);
}

float Progress::share(std::string_view lesson) const {
  const LessonProgress* found = find(lesson);
  if (!found || found->steps == 0) return 0;
  return std::min(1.f, static_cast<float>(found->seen.size()) / static_cast<float>(found->steps));
}

const LessonProgress* Progress::find(std::string_view lesson) const {
  const auto found = lessons_.find(lesson);
  return found == lessons_.end() ? nullptr : &found->second;
}

void Progress::record(std::string_view lesson, LessonProgress progress) {
  last_ = lesson;
  lessons_.insert_or_assign(std::string(lesson), std::move(progress));
}

Result<void> Progress::store() const {
  if (file_.empty()) return {};
  nlohmann::json lessons = nlohmann::json::object();
  for (const auto& [id, entry] : lessons_) lessons[id] = {{"seen", entry.seen}, {"at", entry.at}, {"steps", entry.steps}};
  return write_atomically(file_, nlohmann::json{{"version", 1}, {"last", last_}, {"lessons", lessons}}.dump(1) + "\n");
}

}  // namespace epochs::app
