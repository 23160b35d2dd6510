// Where saved files go, and who may read them.
#include "app/user_folder.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <optional>
#include <string>

#include "app/temporary_folder.hpp"
#include "core/atomic_file.hpp"

namespace epochs::app {
namespace {

using epochs::testing::TemporaryFolder;
namespace fs = std::filesystem;

// The environment as a test wants it, and as it was afterwards.
class Environment {
 public:
  void set(const char* name, const std::optional<std::string>& value) {
    const char* now = std::getenv(name);
    before_.try_emplace(name, now ? std::optional<std::string>(now) : std::nullopt);
    put(name, value);
  }
  ~Environment() {
    for (const auto& [name, value] : before_) put(name.c_str(), value);
  }

 private:
  static void put(const char* name, const std::optional<std::string>& value) { value ? ::setenv(name, value->c_str(), 1) : ::unsetenv(name); }
  std::map<std::string, std::optional<std::string>> before_;
};

TEST(UserFolders, AreThoseOfTheDesktop) {
  const TemporaryFolder home;
  Environment environment;
  for (const char* name : {"XDG_DOCUMENTS_DIR", "XDG_PICTURES_DIR", "XDG_CONFIG_HOME"}) environment.set(name, std::nullopt);
  environment.set("HOME", home.path().string());
  EXPECT_EQ(export_directory(UserFolder::Documents), home.path() / "Documents" / "Epochs");
  EXPECT_EQ(export_directory(UserFolder::Pictures), home.path() / "Pictures" / "Epochs");
  fs::create_directories(home.path() / ".config");
  home.write(".config/user-dirs.dirs", "# made by the desktop\nXDG_PICTURES_DIR=\"/srv/pictures\"\nXDG_DOCUMENTS_DIR=\"$HOME/文档\"\n");
  EXPECT_EQ(export_directory(UserFolder::Documents), home.path() / "文档" / "Epochs");
  EXPECT_EQ(export_directory(UserFolder::Pictures), fs::path("/srv/pictures/Epochs"));
  for (const char* damaged : {"XDG_DOCUMENTS_DIR=\"", "XDG_DOCUMENTS_DIR=\"\"\n", "XDG_DOCUMENTS_DIR=\"$HOME/\"\n", "XDG_DOCUMENTS_DIR=\"relative\"\n", "\xff\xfe"}) {
    home.write(".config/user-dirs.dirs", damaged);
    EXPECT_EQ(export_directory(UserFolder::Documents), home.path() / "Documents" / "Epochs") << damaged;
  }
  environment.set("XDG_DOCUMENTS_DIR", "/srv/class");
  EXPECT_EQ(export_directory(UserFolder::Documents), fs::path("/srv/class/Epochs"));
  environment.set("XDG_DOCUMENTS_DIR", std::nullopt);
  environment.set("HOME", std::nullopt);
  EXPECT_TRUE(export_directory(UserFolder::Documents).empty());
}

TEST(SavedFiles, AreReadByEverybodyOnlyWhenTheyAreHandedOut) {
  const TemporaryFolder folder;
  ASSERT_TRUE(write_atomically(folder / "settings", "x"));
  ASSERT_TRUE(write_atomically(folder / "handout", "x", Readers::Everyone));
  EXPECT_EQ(fs::status(folder / "settings").permissions(), fs::perms(0600));
  EXPECT_EQ(fs::status(folder / "handout").permissions(), fs::perms(0644));
}

}  // namespace
}  // namespace epochs::app
