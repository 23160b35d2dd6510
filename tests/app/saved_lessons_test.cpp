#include "app/saved_lessons.hpp"

#include <gtest/gtest.h>

#include "app/temporary_folder.hpp"

namespace epochs::app {
namespace {

using epochs::testing::TemporaryFolder;
using nlohmann::json;

TEST(SavedLessons, AreThereAgain) {
  const TemporaryFolder folder;
  const SavedLessons saved(folder.path());
  EXPECT_FALSE(saved.load("1957_perceptron").state);
  const json state = {{"step", "rule"}, {"update", 812}, {"journal", {1, 2, 3}}};
  ASSERT_TRUE(saved.store("1957_perceptron", state).ok());
  EXPECT_EQ(SavedLessons(folder.path()).load("1957_perceptron").state, state);
}

TEST(SavedLessons, NothingIsStoredWithoutAFolder) {
  const SavedLessons saved({});
  EXPECT_TRUE(saved.store("1957_perceptron", json::object()).ok());
  EXPECT_FALSE(saved.load("1957_perceptron").state);
}

TEST(SavedLessons, DamagedOnesAreSetAsideOneByOne) {
  const TemporaryFolder folder;
  const SavedLessons saved(folder.path());
  ASSERT_TRUE(saved.store("x", json::object()).ok());
  const auto file = folder.path() / "lessons" / "x.json";
  for (const char* damage : {"", "{\"version\":1", "{\"version\":2,\"state\":{}}", "{\"version\":1}", "[[[["}) {
    folder.write("lessons/x.json", damage);
    const auto found = saved.load("x");
    EXPECT_FALSE(found.state) << damage;
    EXPECT_NE(found.notice.english, "");
    EXPECT_NE(found.notice.chinese, "");
    EXPECT_FALSE(std::filesystem::exists(file));
  }
  EXPECT_EQ(TemporaryFolder::read(file.string() + ".damaged-2"), "{\"version\":1") << "every one is kept";
}

TEST(SavedLessons, DeepNestingDoesNotBringTheProgramDown) {
  const TemporaryFolder folder;
  const SavedLessons saved(folder.path());
  ASSERT_TRUE(saved.store("x", json::object()).ok());
  std::string deep = "{\"version\":1,\"state\":";
  for (int i = 0; i < 200'000; ++i) deep += "{\"a\":";
  folder.write("lessons/x.json", deep);
  EXPECT_FALSE(saved.load("x").state);
}

TEST(SavedLessons, AVersionOfTheWrongKindIsDamage) {
  const TemporaryFolder folder;
  const SavedLessons saved(folder.path());
  ASSERT_TRUE(saved.store("x", json::object()).ok());
  folder.write("lessons/x.json", R"({"version":"one","state":{}})");
  EXPECT_FALSE(saved.load("x").state);
}

}  // namespace
}  // namespace epochs::app
