// The project's own sources, read as text, for tests about their structure.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace epochs::structure {

struct SourceFile {
  std::filesystem::path path;          // relative to the project, with '/'
  std::vector<std::string> lines;
};

// C++ files below src/, lessons/ and tests/, sorted by path.
std::vector<SourceFile> cpp_files();   // C++ only
std::vector<SourceFile> text_files();  // every text that is committed below src, lessons, tests, cmake, tools, shaders, assets

}  // namespace epochs::structure
