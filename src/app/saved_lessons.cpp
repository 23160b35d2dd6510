#include "app/saved_lessons.hpp"

#include "app/json_file.hpp"
#include "core/atomic_file.hpp"

namespace epochs::app {

std::filesystem::path SavedLessons::file_of(std::string_view lesson) const { return folder_ / "lessons" / (std::string(lesson) + ".json"); }

SavedLessons::Found SavedLessons::load(std::string_view lesson) const {
  if (folder_.empty()) return {};
  constexpr std::uintmax_t kMost = 64 * 1024 * 1024;
  JsonFile file = read_json_object(file_of(lesson), kMost);
  if (!file.exists) return {};
  if (file.object && file.object->contains("version") && (*file.object)["version"] == 1 && file.object->contains("state")) return {std::move((*file.object)["state"]), {}};
  const auto aside = set_aside(lesson);
  if (!aside) return {std::nullopt, {aside.failure().message, aside.failure().chinese}};
  return {std::nullopt, {"The saved lesson could not be read and was set aside as " + aside.value().string() + "; it starts afresh.",
                         "保存的这一课无法读取，已另存为 " + aside.value().string() + "；现在从头开始。"}};
}

Result<void> SavedLessons::store(std::string_view lesson, const nlohmann::json& state) const {
  if (folder_.empty()) return {};
  return write_atomically(file_of(lesson), nlohmann::json{{"version", 1}, {"lesson", lesson}, {"state", state}}.dump() + "\n");
}

Result<std::filesystem::path> SavedLessons::keep_own(std::string_view lesson, const nlohmann::json& state) const {
  const std::string stem = (folder_ / "lessons" / (std::string(lesson) + "-own")).string();
  std::filesystem::path place = stem + ".epochs";
  std::error_code fault;
  for (int number = 2; std::filesystem::exists(place, fault); ++number) place = stem + "-" + std::to_string(number) + ".epochs";
  if (auto written = write_atomically(place, state.dump() + "\n"); !written) return written.failure();
  return place;
}

Result<std::filesystem::path> SavedLessons::set_aside(std::string_view lesson) const { return set_file_aside(file_of(lesson)); }

}  // namespace epochs::app
