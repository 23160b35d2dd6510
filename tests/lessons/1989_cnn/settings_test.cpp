// Settings by name: each is a command, and what cannot be is one sentence that changes nothing.
#include <gtest/gtest.h>

#include <cstdlib>
#include <set>

#include "lessons/1989_cnn/names.hpp"

namespace epochs::cnn {
namespace {

TEST(CnnSettings, EveryControlCanBeSetToWhatItShows) {
  Settings settings;
  settings.shape.layers = 2;
  std::set<std::string> keys;
  for (const lesson::Setting& setting : settings_of(settings, Source::BuiltIn)) {
    EXPECT_TRUE(keys.insert(setting.key).second) << setting.key;
    EXPECT_FALSE(setting.label.english.empty() || setting.label.chinese.empty()) << setting.key;
    Settings copy = settings;
    const auto command = change(copy, setting.key, setting.value);
    EXPECT_TRUE(command.ok()) << setting.key << ": " << (command ? "" : command.error());
    EXPECT_EQ(copy, settings) << setting.key;
  }
  EXPECT_EQ(keys.size(), 19u);
  settings.shape.layers = 1, settings.shape.pooling = Pooling::None;
  EXPECT_EQ(settings_of(settings, Source::BuiltIn).size(), 14u) << "what is not there has no control";
}

TEST(CnnSettings, AreCommandsThatTheModelTakes) {
  Settings settings;
  Recogniser model(1, settings, cnn_data::built_in(1, 40, 10));
  for (const auto& [key, value] : {std::pair("padding", "2"), std::pair("padding2", "2"), std::pair("pool", "3"), std::pair("activation", "tanh"), std::pair("pooling", "average"), std::pair("layers", "1"),
                                   std::pair("kernel", "7"), std::pair("stride", "2"), std::pair("filters", "3"), std::pair("width", "0"), std::pair("optimizer", "adam"), std::pair("rate", "0.003"),
                                   std::pair("half_life", "100"), std::pair("batch", "8"), std::pair("beside", "plain")}) {
    const auto command = change(settings, key, value);
    ASSERT_TRUE(command.ok()) << key << ": " << command.error();
    model.apply(command.value());
    EXPECT_EQ(model.settings(), settings) << key;
    model.advance();
  }
}

TEST(CnnSettings, WhatCannotBeIsOneSentenceAndChangesNothing) {
  ::setenv("XDG_DATA_HOME", "/nowhere", 1);
  const Settings before;
  const std::tuple<const char*, const char*, const char*> refused[] = {
      {"filters", "0", "from 1 to 32"}, {"filters", "33", "from 1 to 32"}, {"filters", "many", "from 1 to 32"}, {"kernel", "2.5", "from 1 to 9"}, {"padding", "5", "smaller than the kernel"},
      {"pool", "1", "from 2 to 4"}, {"width", "257", "from 0 to 256"}, {"stride", "4", "does not fit"}, {"rate", "0", "above 0"}, {"rate", "nan", "above 0"}, {"batch", "0", "from 1 to 1,000"},
      {"activation", "step", "step"}, {"pooling", "", "pooling"}, {"digits", "mine", "mine"}, {"digits", "own", "two files"}, {"digits", "real", "tools/setup.sh --data"},
      {"files", "a", "two paths"}, {"files", "/nowhere/a\n/nowhere/b", "no such file"}, {"nothing", "1", "nothing"}};
  for (const auto& [key, value, sentence] : refused) {
    Settings settings = before;
    const auto command = change(settings, key, value);
    ASSERT_FALSE(command.ok()) << key << "=" << value;
    EXPECT_NE(command.error().find(sentence), std::string::npos) << command.error();
    EXPECT_FALSE(command.failure().chinese.empty()) << command.error();
    EXPECT_EQ(settings, before) << key;
  }
}

}  // namespace
}  // namespace epochs::cnn
