#include "app/settings.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "app/json_file.hpp"
#include "core/atomic_file.hpp"

namespace epochs::app {
namespace {

using nlohmann::json;

constexpr std::pair<std::string_view, ui::Palette> kPalettes[] = {
    {"standard", ui::Palette::Standard}, {"high_contrast", ui::Palette::HighContrast}, {"greys", ui::Palette::Greys}};

std::string_view name_of(ui::Palette palette) {
  for (const auto& [name, value] : kPalettes)
    if (value == palette) return name;
  return kPalettes[0].first;
}

std::string text_at(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

double number_at(const json& object, const char* key, double otherwise) {
  const auto found = object.find(key);
  return found != object.end() && found->is_number() ? found->get<double>() : otherwise;
}

float nearest_text_size(double wanted) {
  float best = 1;
  for (const float size : kTextSizes)
    if (std::abs(double(size) - wanted) < std::abs(double(best) - wanted)) best = size;
  return best;
}

int length_at(const json& object, const char* key, int otherwise, int low, int high) {
  const double value = number_at(object, key, otherwise);
  return std::isfinite(value) ? static_cast<int>(std::clamp(value, double(low), double(high))) : otherwise;
}

// Unknown keys and values of the wrong kind are passed over: the file may come from a newer version.
Settings from_json(const json& stored, Settings settings) {
  if (const std::string language = text_at(stored, "language"); !language.empty())
    settings.language = language == "zh" ? Language::Chinese : Language::English;
  if (text_at(stored, "theme") == "light") settings.brightness = ui::Brightness::Light;
  for (const auto& [name, palette] : kPalettes)
    if (text_at(stored, "palette") == name) settings.palette = palette;
  settings.text_size = nearest_text_size(number_at(stored, "text_size", 1));
  if (const auto found = stored.find("reduced_motion"); found != stored.end() && found->is_boolean()) settings.reduced_motion = found->get<bool>();
  settings.window_width = length_at(stored, "window_width", settings.window_width, 320, 16384);
  settings.window_height = length_at(stored, "window_height", settings.window_height, 240, 16384);
  return settings;
}

std::filesystem::path base_directory(const char* variable, const char* below_home) {
  // The specification asks to ignore relative paths.
  if (const char* given = std::getenv(variable); given && given[0] == '/') return std::filesystem::path(given) / "epochs";
  if (const char* home = std::getenv("HOME"); home && home[0]) return std::filesystem::path(home) / below_home / "epochs";
  return {};
}

}  // namespace

Language system_language() {
  for (const char* variable : {"LC_ALL", "LC_MESSAGES", "LANG"})
    if (const char* value = std::getenv(variable); value && value[0])
      return std::string_view(value).starts_with("zh") ? Language::Chinese : Language::English;
  return Language::English;
}

std::filesystem::path config_directory() { return base_directory("XDG_CONFIG_HOME", ".config"); }
std::filesystem::path data_directory() { return base_directory("XDG_DATA_HOME", ".local/share"); }

LoadedSettings load_settings(const std::filesystem::path& file) {
  LoadedSettings loaded;
  loaded.settings.language = system_language();
  if (file.empty()) return loaded;
  constexpr std::uintmax_t kMost = 64 * 1024;   // ours has 200 bytes
  const JsonFile stored = read_json_object(file, kMost);
  if (stored.object) loaded.settings = from_json(*stored.object, loaded.settings);
  if (stored.object || !stored.exists) return loaded;
  const auto aside = set_file_aside(file);
  const Language language = loaded.settings.language;
  if (!aside) loaded.notice = aside.failure().in(language);
  else if (language == Language::Chinese) loaded.notice = "设置无法读取，已另存为 " + aside.value().string() + "；现在使用默认设置。";
  else loaded.notice = "The settings could not be read and were set aside as " + aside.value().string() + "; the usual ones are in use.";
  return loaded;
}

Result<void> save_settings(const std::filesystem::path& file, const Settings& settings) {
  const json stored = {{"language", settings.language == Language::Chinese ? "zh" : "en"},
                       {"theme", settings.brightness == ui::Brightness::Light ? "light" : "dark"},
                       {"palette", name_of(settings.palette)},
                       {"text_size", std::round(double(settings.text_size) * 100) / 100},
                       {"reduced_motion", settings.reduced_motion},
                       {"window_width", settings.window_width},
                       {"window_height", settings.window_height}};
  return write_atomically(file, stored.dump(2) + "\n");
}

}  // namespace epochs::app
