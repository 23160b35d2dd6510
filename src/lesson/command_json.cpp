#include "lesson/command_json.hpp"

#include <cmath>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace epochs::lesson {

void refuse(const std::string& why) { throw std::invalid_argument(why); }

double number_from_json(const nlohmann::json& value, const char* what, double least, double most) {
  if (!value.is_number()) refuse(std::string(what) + " must be a number");
  const auto number = value.get<double>();
  if (!std::isfinite(number) || number < least || number > most) refuse(std::string(what) + " must be " + plain_number(least) + " to " + plain_number(most));
  return number;
}

double positive_from_json(const nlohmann::json& value, const char* what, double most) {
  const double number = number_from_json(value, what, 0, most);
  if (number <= 0) refuse(std::string(what) + " must be above 0");
  return number;
}

int whole_from_json(const nlohmann::json& value, const char* what, int least, int most) {
  if (!value.is_number_integer()) refuse(std::string(what) + " must be a whole number");
  const bool too_large = value.is_number_unsigned() && value.get<std::uint64_t>() > static_cast<std::uint64_t>(std::max(0, most));
  if (too_large || value.get<std::int64_t>() < least || value.get<std::int64_t>() > most)
    refuse(std::string(what) + " must be " + std::to_string(least) + " to " + std::to_string(most));
  return static_cast<int>(value.get<std::int64_t>());
}

std::string text_from_json(const nlohmann::json& value, const char* what) {
  if (!value.is_string()) refuse(std::string(what) + " must be a name");
  return value.get<std::string>();
}

std::pair<std::string, const nlohmann::json&> only_entry(const nlohmann::json& command) {
  if (!command.is_object() || command.size() != 1) refuse("it should be an object with one entry");
  return {command.begin().key(), command.begin().value()};
}

void refuse_command(const std::string& name) { refuse(is_valid_utf8(name) && name.size() <= 40 ? "this lesson has no command “" + name + "”" : "this lesson has no such command"); }

}  // namespace epochs::lesson
