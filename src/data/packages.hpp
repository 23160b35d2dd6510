// Real text and real pictures that the program reads when they are installed. None comes with it and none is needed: every lesson
// has data of its own inside the program. A package lies where the system installed it, or unpacked in the learner's data folder.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace epochs::data {

struct Package {
  std::string_view id;                          // "tang300": short, and the folder of a package of npm
  std::string_view what;                        // "300 Tang poems"
  std::string_view file;                        // by which it is known, below a root: "usr/share/games/fortunes/tang300"
  std::string_view name;                        // "Debian's fortunes-zh"
  std::string_view unpack;                      // shell line that fetches and unpacks it; DIR stands for the data folder
  std::string_view instead;                     // what the lessons use without it
  std::span<const std::string_view> lessons;    // that would use it
};

std::span<const Package> packages();

// The learner's data folder: XDG_DATA_HOME/epochs/data, or ~/.local/share/epochs/data (tools/setup.sh --data fills the same); empty without HOME.
std::filesystem::path package_folder();

// Its file: in `folder`, else in the system; nothing when it is in neither.
std::optional<std::filesystem::path> find_package(const Package& package, const std::filesystem::path& folder);

// The line that unpacks it, for this folder.
std::string unpack_line(const Package& package, const std::filesystem::path& folder);

}  // namespace epochs::data
