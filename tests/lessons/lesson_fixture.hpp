// For tests of lessons: the words as the program has them, and what a player holds as text.
#pragma once

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/assets.hpp"
#include "lesson/player.hpp"
#include "lesson/text.hpp"
#include "lessons/catalog.hpp"

namespace epochs::testing {

inline lesson::LessonText words(const std::string& lesson, const char* language = "en") {
  static_cast<void>(lessons::catalog());   // adds the words
  const std::string name = "lessons/" + lesson + "/text." + language + ".md";
  const auto text = lesson::parse_lesson_text(assets::find(name).value(), name);
  EXPECT_TRUE(text.ok()) << text.error();
  return text.ok() ? text.value() : lesson::LessonText{};
}

inline void advance(lesson::Player& player, long updates) {
  player.training().advance(updates);
  player.training().settle();
}

// Every number that the lesson exports: data, weights, gradients.
inline std::vector<std::string> numbers_of(const lesson::Player& player) {
  std::vector<std::string> out;
  for (const lesson::Table& table : player.tables())
    for (const auto& row : table.rows) out.insert(out.end(), row.begin(), row.end());
  return out;
}

inline lesson::Table table_of(const lesson::Player& player, const std::string& name) {
  for (const lesson::Table& table : player.tables())
    if (table.name == name) return table;
  ADD_FAILURE() << "no table " << name;
  return {};
}

// A message for a learner: one short sentence, nothing of a library's own words.
inline ::testing::AssertionResult is_one_sentence(const std::string& message) {
  if (message.empty() || message.size() > 300 || message.find('\n') != std::string::npos || !is_valid_utf8(message) || message.find("json.exception") != std::string::npos ||
      message.find(".cpp") != std::string::npos)
    return ::testing::AssertionFailure() << "no sentence for a learner: “" << message << "”";
  return ::testing::AssertionSuccess();
}

template <class Command>
void expect_same_after_json(const std::vector<Command>& all) {
  for (const Command& command : all) {
    const nlohmann::json json = command;
    EXPECT_EQ(nlohmann::json(json.get<Command>()), json);
  }
}

template <class Command>
void expect_refused(const std::vector<const char*>& all) {
  for (const char* text : all) EXPECT_THROW(nlohmann::json::parse(text, nullptr, false).get<Command>(), std::exception) << text;
}

}  // namespace epochs::testing
