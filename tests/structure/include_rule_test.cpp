// Who may include whom: the table of CONTRIBUTING ("The house"), checked on every #include of our own headers.
#include <gtest/gtest.h>

#include <map>
#include <regex>
#include <set>

#include "structure/source_tree.hpp"

namespace epochs::structure {
namespace {

using Allowed = std::map<std::string, std::set<std::string>>;

// A folder may include itself and what stands here. `nn/trace.hpp` is the one header of nn that lesson may see.
const Allowed kAllowed = {
    {"src/core", {}},
    {"src/nn", {"core"}},
    {"src/data", {"core"}},
    {"src/ui", {"core"}},
    {"src/viz", {"core", "ui"}},
    {"src/session", {"core", "nn"}},
    {"src/claim", {"core", "nn", "data", "session"}},
    {"src/bench", {"core", "nn", "data", "session"}},
    {"src/lesson", {"core", "session", "claim", "ui", "viz", "nn/trace.hpp"}},
};
const std::set<std::string> kModelMay = {"core", "nn", "data", "session", "claim"};
const std::set<std::string> kViewMay = {"core", "nn", "data", "session", "claim", "lesson", "ui", "viz"};
const std::set<std::string> kFolders = {"core", "nn", "data", "ui", "viz", "session", "claim", "bench", "lesson", "app", "lessons"};

std::string first_parts(const std::filesystem::path& path, int count) {
  std::string out;
  for (const auto& part : path) {
    if (count-- == 0) break;
    out += (out.empty() ? "" : "/") + part.string();
  }
  return out;
}

bool is_model_file(const std::string& name) { return name.starts_with("model") || name.starts_with("claims"); }

// The set that applies to a file, or nullptr where everything is allowed (app, tests, the catalog).
const std::set<std::string>* rule_for(const SourceFile& file) {
  const auto found = kAllowed.find(first_parts(file.path, 2));
  if (found != kAllowed.end()) return &found->second;
  const bool in_lesson = file.path.string().starts_with("lessons/") && std::distance(file.path.begin(), file.path.end()) > 2;
  if (in_lesson) return is_model_file(file.path.filename().string()) ? &kModelMay : &kViewMay;
  return nullptr;
}

TEST(IncludeRule, EveryFolderIncludesOnlyItsNeighbours) {
  const std::regex include("^\\s*#include \"(([a-z_]+)/[^\"]+)\"");
  int checked = 0;
  for (const SourceFile& file : cpp_files()) {
    const auto* may = rule_for(file);
    if (!may) continue;
    const std::string own = first_parts(file.path, 1) == "lessons" ? "lessons" : file.path.string().substr(4, file.path.string().find('/', 4) - 4);
    for (const std::string& line : file.lines) {
      std::smatch match;
      if (!std::regex_search(line, match, include) || !kFolders.count(match[2])) continue;
      ++checked;
      const bool allowed = match[2] == own || may->count(match[2]) || may->count(match[1]);
      EXPECT_TRUE(allowed) << file.path.string() << " may not include " << match[1];
    }
  }
  EXPECT_GT(checked, 20);
}

TEST(IncludeRule, SessionClaimModelsAndLessonLogicKnowNoInterfaceLibrary) {
  for (const SourceFile& file : cpp_files()) {
    const std::string path = file.path.string();
    const bool pure = path.starts_with("src/core/") || path.starts_with("src/nn/") || path.starts_with("src/data/") || path.starts_with("src/session/") ||
                      path.starts_with("src/claim/") || path.starts_with("src/bench/") ||
                      (path.starts_with("lessons/") && is_model_file(file.path.filename().string()));
    if (!pure) continue;
    for (const std::string& line : file.lines)
      EXPECT_EQ(line.find("#include <imgui"), std::string::npos) << path << " includes ImGui";
  }
}

TEST(IncludeRule, OnlyVizGlAndThePlatformCallOpenGl) {
  for (const SourceFile& file : cpp_files()) {
    const std::string path = file.path.string();
    if (!path.starts_with("src/") && !path.starts_with("lessons/")) continue;
    if (path.starts_with("src/viz/gl/") || path.starts_with("src/app/platform/")) continue;
    for (const std::string& line : file.lines) EXPECT_EQ(line.find("#include <GL/"), std::string::npos) << path << " includes OpenGL";
  }
}

}  // namespace
}  // namespace epochs::structure
