#include "app/json_file.hpp"

#include <fstream>
#include <sstream>
#include <string>

namespace epochs::app {
namespace {

constexpr int kDeepest = 64;   // the parser recurses when a value is destroyed; ours are a few levels deep

// Whether brackets outside strings nest deeper than in any of our files.
bool too_deep(const std::string& text) {
  int depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c == '\\') ++i;
      else if (c == '"') quoted = false;
      continue;
    }
    if (c == '"') quoted = true;
    if (c == '[' || c == '{') ++depth;
    if (c == ']' || c == '}') --depth;
    if (depth > kDeepest) return true;
  }
  return false;
}

}  // namespace

std::optional<nlohmann::json> parse_json_object(const std::string& text, std::uintmax_t most) {
  if (text.size() > most || too_deep(text)) return std::nullopt;
  nlohmann::json parsed = nlohmann::json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!parsed.is_object()) return std::nullopt;
  return parsed;
}

JsonFile read_json_object(const std::filesystem::path& file, std::uintmax_t most) {
  JsonFile result;
  std::error_code fault;
  result.exists = std::filesystem::exists(file, fault);
  const std::uintmax_t size = std::filesystem::file_size(file, fault);
  if (!result.exists || fault || size > most) return result;
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  result.object = parse_json_object(text.str(), most);
  return result;
}

Result<std::filesystem::path> set_file_aside(const std::filesystem::path& file) {
  std::error_code fault;
  std::filesystem::path aside = file.string() + ".damaged";
  for (int number = 2; number < 100 && std::filesystem::exists(aside, fault); ++number)
    aside = file.string() + ".damaged-" + std::to_string(number);
  std::filesystem::rename(file, aside, fault);
  if (fault) 
    return Error{"The file " + file.string() + " cannot be read, nor set aside (" + fault.message() + "); it is left as it is.",
                 "文件 " + file.string() + " 无法读取，也无法移开（" + fault.message() + "），保持原样。"};
  return aside;
}

}  // namespace epochs::app
