// A learner in the lesson on recurrent networks, driven by its anchors.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "app/temporary_folder.hpp"
#include "lessons/1990_rnn/player.hpp"
#include "support/ui_driver.hpp"

namespace epochs::testing {

inline constexpr const char* kRecurrent = "1990_rnn";

inline app::AppOptions reader_options(const TemporaryFolder& folder, const char* today) {
  app::AppOptions options = UiDriver::quiet_options();
  options.data = folder.path();
  options.today = today;
  return options;
}

class ReaderWalk {
 public:
  explicit ReaderWalk(const TemporaryFolder& folder) : driver(reader_options(folder, "2026-11-20")) {
    driver.click(std::string("hall.card.") + kRecurrent);
    driver.frames(3);
    driver.scrub("transport.speed", 0.1f, 0.99f);   // as fast as possible
  }

  recurrent::RecurrentPlayer& player() { return dynamic_cast<recurrent::RecurrentPlayer&>(*driver.app().player()); }
  const recurrent::Hand& hand() { return player().hand(); }
  session::Training& training() { return player().training(); }
  session::Status status() { return training().status(); }
  std::string step() { return hand().step; }
  std::string setting(std::string_view key) {
    for (const lesson::Setting& each : player().settings())
      if (each.key == key) return each.value;
    return {};
  }
  std::vector<std::vector<std::string>> rows(const char* name) {
    for (lesson::Table& each : player().tables())
      if (each.name == name) return each.rows;
    ADD_FAILURE() << name;
    return {};
  }
  void settle() {
    training().settle();
    driver.frames(3);
  }
  void next() {
    driver.click("narrative.next");
    settle();
  }
  void advance(long updates) {
    training().advance(updates);
    settle();
  }
  void answer(int option) {                       // from 0
    driver.click("predict.option." + std::to_string(option + 1));
    driver.click("predict.check");
    driver.frames(2);
    EXPECT_FALSE(driver.has("predict.check"));
  }

  UiDriver driver;
};

}  // namespace epochs::testing
