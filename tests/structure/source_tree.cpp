#include "structure/source_tree.hpp"

#include <algorithm>
#include <fstream>
#include <set>

namespace epochs::structure {
namespace {

namespace fs = std::filesystem;

SourceFile read(const fs::path& path) {
  SourceFile file{fs::relative(path, EPOCHS_SOURCE_DIR), {}};
  std::ifstream stream(path);
  for (std::string line; std::getline(stream, line);) file.lines.push_back(line);
  return file;
}

std::vector<SourceFile> files_below(const std::vector<std::string>& folders, const std::set<std::string>& endings) {
  std::vector<SourceFile> files;
  for (const std::string& folder : folders) {
    const fs::path root = fs::path(EPOCHS_SOURCE_DIR) / folder;
    if (!fs::exists(root)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(root))
      if (entry.is_regular_file() && endings.count(entry.path().extension().string())) files.push_back(read(entry.path()));
  }
  std::sort(files.begin(), files.end(), [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
  return files;
}

}  // namespace

std::vector<SourceFile> cpp_files() { return files_below({"src", "lessons", "tests"}, {".cpp", ".hpp"}); }

std::vector<SourceFile> text_files() {
  return files_below({"src", "lessons", "tests", "cmake", "tools", "shaders", "assets"},
                     {".cpp", ".hpp", ".md", ".cmake", ".txt", ".sh", ".py", ".mjs", ".js", ".glsl", ".vert", ".frag", ".json"});
}

}  // namespace epochs::structure
