// Reading a lesson's commands from JSON. These refuse by throwing std::invalid_argument, the way nlohmann's from_json reports;
// session/saved_json.hpp makes one sentence of it.
#pragma once

#include <array>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "lesson/setting.hpp"

namespace epochs::lesson {

[[noreturn]] void refuse(const std::string& why);

double number_from_json(const nlohmann::json& value, const char* what, double least, double most);
double positive_from_json(const nlohmann::json& value, const char* what, double most);         // above 0
int whole_from_json(const nlohmann::json& value, const char* what, int least, int most);
std::string text_from_json(const nlohmann::json& value, const char* what);

template <class T, std::size_t N>
T named_from_json(const std::array<Named<T>, N>& names, const nlohmann::json& value, const char* what) {
  const auto found = find_named(names, text_from_json(value, what));
  if (!found) refuse(std::string("there is no such ") + what);
  return *found;
}

// A command is an object with one entry, {"rate":0.5}. Throws when it is anything else.
std::pair<std::string, const nlohmann::json&> only_entry(const nlohmann::json& command);
[[noreturn]] void refuse_command(const std::string& name);

}  // namespace epochs::lesson
