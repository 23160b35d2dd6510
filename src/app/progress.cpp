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

// 2026-11-22, or empty.
std::string date_of(const nlohmann::json& object, const char* key) {
  const std::string text = text_of(object, key);
  if (text.size() != 10) return {};
  for (std::size_t i = 0; i < text.size(); ++i)
    if (i == 4 || i == 7 ? text[i] != '-' : text[i] < '0' || text[i] > '9') return {};
  return text;
}

int option_of(const nlohmann::json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_number_unsigned() && found->get<std::uint64_t>() < 16 ? found->get<int>() : -1;
}

std::map<std::string, Prediction> read_predictions(const nlohmann::json& entry) {
  std::map<std::string, Prediction> out;
  const auto found = entry.find("predictions");
  if (found == entry.end() || !found->is_object()) return out;
  for (const auto& [step, guess] : found->items())
    if (guess.is_object() && out.size() < 1000) out[step] = {option_of(guess, "chosen"), option_of(guess, "outcome"), date_of(guess, "on")};
  return out;
}

nlohmann::json to_json(const LessonProgress& entry) {
  nlohmann::json out{{"seen", entry.seen}, {"at", entry.at}, {"steps", entry.steps}, {"predictions", nlohmann::json::object()}};
  for (const auto& [step, guess] : entry.predictions) {
    nlohmann::json& one = out["predictions"][step] = {{"on", guess.on}};
    if (guess.chosen >= 0) one["chosen"] = guess.chosen;
    if (guess.outcome >= 0) one["outcome"] = guess.outcome;
  }
  if (!entry.asked_on.empty()) out["asked_on"] = entry.asked_on;
  if (!entry.answered_on.empty()) out["answered_on"] = entry.answered_on;
  return out;
}

// Strings only; whatever else a file holds is passed over.
LessonProgress read(const nlohmann::json& entry) {
  LessonProgress out;
  out.at = text_of(entry, "at");
  if (const auto steps = entry.find("steps"); steps != entry.end() && steps->is_number_unsigned()) out.steps = steps->get<std::size_t>();
  out.predictions = read_predictions(entry);
  out.asked_on = date_of(entry, "asked_on");
  out.answered_on = date_of(entry, "answered_on");
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
    if (!aside) notice_ = {aside.failure().message, aside.failure().chinese};
    else notice_ = {"The record of your progress could not be read and was set aside as " + aside.value().string() + ".", "学习进度无法读取，已另存为 " + aside.value().string() + "。"};
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

bool Progress::question_due(std::string_view lesson, std::string_view today) const {
  const LessonProgress* found = find(lesson);
  return found && !found->asked_on.empty() && found->answered_on.empty() && found->asked_on < today;
}

void Progress::asked(std::string_view lesson, std::string_view today) { lessons_[std::string(lesson)].asked_on = today; }
void Progress::answered(std::string_view lesson, std::string_view today) { lessons_[std::string(lesson)].answered_on = today; }

void Progress::record(std::string_view lesson, LessonProgress progress) {
  last_ = lesson;
  if (const LessonProgress* known = find(lesson)) progress.asked_on = known->asked_on, progress.answered_on = known->answered_on;
  lessons_.insert_or_assign(std::string(lesson), std::move(progress));
}

Result<void> Progress::store() const {
  if (file_.empty()) return {};
  nlohmann::json lessons = nlohmann::json::object();
  for (const auto& [id, entry] : lessons_) lessons[id] = to_json(entry);
  return write_atomically(file_, nlohmann::json{{"version", 1}, {"last", last_}, {"lessons", lessons}}.dump(1) + "\n");
}

}  // namespace epochs::app
