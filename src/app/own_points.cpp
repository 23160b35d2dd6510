#include "app/own_points.hpp"

#include <cctype>
#include <charconv>

namespace epochs::app {
namespace {

constexpr std::string_view kGiven = kTableName;   // what a lesson calls the table that it was given

// "points:12: x is not a number." → 12; 0 where no line is named.
int line_in(std::string_view message) {
  int line = 0;
  if (message.starts_with(std::string(kGiven) + ":")) std::from_chars(message.data() + kGiven.size() + 1, message.data() + message.size(), line);
  return line;
}

// The sentence after the place that it names.
std::string what_in(std::string_view message, std::string_view after_place) {
  const std::size_t place = message.find(after_place);
  return std::string(trim(message.substr(place == std::string_view::npos ? 0 : place + after_place.size())));
}

Error pasted(const Error& told, int line) {
  if (line > 0) {
    const std::string number = std::to_string(line);
    return {"Line " + number + ": " + what_in(told.message, ": "), told.chinese.empty() ? "" : "第 " + number + " 行：" + what_in(told.chinese, "：")};
  }
  std::string sentence = what_in(told.message, ": ");
  if (!sentence.empty()) sentence.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(sentence.front())));
  return {sentence, told.chinese.empty() ? "" : what_in(told.chinese, "：")};
}

Error of_file(const Error& told, const std::string& name) {
  const auto renamed = [&](const std::string& message) {
    if (message.empty()) return message;
    return message.starts_with(kGiven) ? name + message.substr(kGiven.size()) : name + ": " + message;
  };
  return {renamed(told.message), renamed(told.chinese)};
}

}  // namespace

Refusal refusal_of(const Error& told, const std::string& name) {
  const int line = line_in(told.message);
  return {name.empty() ? pasted(told, line) : of_file(told, name), line};
}

std::optional<Refusal> give_points(lesson::Player& player, const std::string& name, const std::string& table) {
  const Result<void> taken = player.set("points", table);
  if (taken) return std::nullopt;
  return refusal_of(taken.failure(), name);
}

}  // namespace epochs::app
