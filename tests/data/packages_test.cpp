// What is optional is found where it lies, and said how to get.
#include "data/packages.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <set>

namespace epochs::data {
namespace {

TEST(Packages, AreFoundInTheLearnersFolderByTheirFile) {
  const std::filesystem::path folder = std::filesystem::temp_directory_path() / ("epochs-packages-" + std::to_string(::getpid()));
  std::set<std::string_view> ids;
  for (const Package& package : packages()) {
    EXPECT_TRUE(ids.insert(package.id).second) << package.id;
    EXPECT_FALSE(package.lessons.empty()) << package.id;
    const std::filesystem::path file = folder / package.file;
    const auto before = find_package(package, folder);
    EXPECT_TRUE(!before || *before != file) << "nothing is unpacked yet";
    std::filesystem::create_directories(file);
    EXPECT_EQ(find_package(package, folder), before) << "a folder of that name is not the file";
    std::filesystem::remove(file);
    std::ofstream(file) << "x";
    EXPECT_EQ(find_package(package, folder), file);
  }
  std::filesystem::remove_all(folder);
}

TEST(Packages, SayHowToUnpackThemInThisFolder) {
  for (const Package& package : packages()) {
    const std::string line = unpack_line(package, "/some/DIRECTORY");
    EXPECT_NE(line.find("/some/DIRECTORY"), std::string::npos) << line;
    EXPECT_EQ(line.find(" DIR"), std::string::npos) << line;
  }
}

}  // namespace
}  // namespace epochs::data
