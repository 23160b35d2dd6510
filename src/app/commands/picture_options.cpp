#include "app/commands/picture_options.hpp"

#include <charconv>
#include <cmath>
#include <string_view>

namespace epochs::app {
namespace {

// A whole number at the head of `text`, which is shortened by it.
bool take_number(std::string_view& text, int& number) {
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc() || end == text.data()) return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return true;
}

bool take(std::string_view& text, char expected) {
  if (text.empty() || text.front() != expected) return false;
  text.remove_prefix(1);
  return true;
}

}  // namespace

Result<WindowSize> parse_size(const std::string& text) {
  const Error wrong{"\"" + text + "\" is not a size between 320x240 and 8192x8192, such as 1440x900 or 1440x900@2"};
  WindowSize size;
  std::string_view rest = text;
  if (!take_number(rest, size.width) || !take(rest, 'x') || !take_number(rest, size.height)) return wrong;
  if (!rest.empty()) {
    int scale = 0;
    if (!take(rest, '@') || !take_number(rest, scale) || !rest.empty() || scale < 1 || scale > 4) return wrong;
    size.framebuffer_scale = static_cast<float>(scale);
  }
  const auto fits = [&](int length, int least) { return length >= least && static_cast<float>(length) * size.framebuffer_scale <= 8192; };
  if (!fits(size.width, 320) || !fits(size.height, 240)) return wrong;
  return size;
}

Result<Language> parse_language(const std::string& text) {
  if (text == "en") return Language::English;
  if (text == "zh") return Language::Chinese;
  return Error{"\"" + text + "\" is not a language of this program; there are en and zh"};
}

Result<ui::Brightness> parse_theme(const std::string& text) {
  if (text == "dark") return ui::Brightness::Dark;
  if (text == "light") return ui::Brightness::Light;
  return Error{"\"" + text + "\" is not a theme; there are dark and light"};
}

Result<ui::Palette> parse_palette(const std::string& text) {
  for (const ui::Palette palette : {ui::Palette::Standard, ui::Palette::HighContrast, ui::Palette::Greys})
    if (text == code_of(palette)) return palette;
  return Error{"\"" + text + "\" is not a palette; there are standard, high_contrast and greys"};
}

Result<float> parse_text_size(int percent) {
  for (const float size : kTextSizes)
    if (percent == std::lround(100 * size)) return size;
  return Error{std::to_string(percent) + " is not a size of the text; there are 90, 100, 115 and 130 percent"};
}

Result<std::vector<Settings>> parse_looks(const std::vector<std::string>& languages, const std::vector<std::string>& themes) {
  std::vector<Settings> looks;
  for (const std::string& language : languages)
    for (const std::string& theme : themes) {
      const auto parsed_language = parse_language(language);
      if (!parsed_language) return Error{parsed_language.error()};
      const auto parsed_theme = parse_theme(theme);
      if (!parsed_theme) return Error{parsed_theme.error()};
      Settings look;
      look.language = parsed_language.value();
      look.brightness = parsed_theme.value();
      looks.push_back(look);
    }
  return looks;
}

std::string code_of(Language language) { return language == Language::Chinese ? "zh" : "en"; }
std::string code_of(ui::Brightness brightness) { return brightness == ui::Brightness::Light ? "light" : "dark"; }
std::string code_of(ui::Palette palette) { return palette == ui::Palette::HighContrast ? "high_contrast" : palette == ui::Palette::Greys ? "greys" : "standard"; }

}  // namespace epochs::app
