// How command lines name sizes, languages, themes and palettes.
#pragma once

#include <string>
#include <vector>

#include "app/platform/window.hpp"
#include "app/settings.hpp"
#include "core/result.hpp"

namespace epochs::app {

Result<WindowSize> parse_size(const std::string& text);                 // "1440x900", "1440x900@2"
Result<Language> parse_language(const std::string& text);               // "en", "zh"
Result<ui::Brightness> parse_theme(const std::string& text);            // "dark", "light"
Result<ui::Palette> parse_palette(const std::string& text);              // "standard", "high_contrast", "greys"
Result<float> parse_text_size(int percent);                               // one of kTextSizes
// Every language in every theme, in this order.
Result<std::vector<Settings>> parse_looks(const std::vector<std::string>& languages, const std::vector<std::string>& themes);
std::string code_of(Language language);
std::string code_of(ui::Brightness brightness);
std::string code_of(ui::Palette palette);

}  // namespace epochs::app
