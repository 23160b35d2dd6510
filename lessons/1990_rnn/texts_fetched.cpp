// Real texts that the learner may have installed: Austen, the Bible, poems.
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>

#include "core/check.hpp"
#include "core/text.hpp"
#include "data/corpora.hpp"
#include "data/packages.hpp"
#include "texts.hpp"

namespace epochs::recurrent {
namespace {

struct Fetched {
  Source source;
  std::string_view package;
  Localized what;
};
constexpr Fetched kFetched[] = {{Source::Austen, "austen", {"Austen’s novels are", "奥斯汀的小说"}},
                                {Source::Bible, "bible", {"The King James Bible is", "钦定本圣经"}},
                                {Source::Poems, "tang300", {"The Tang poems are", "唐诗"}}};

const Fetched& fetched_of(Source source) {
  for (const Fetched& each : kFetched)
    if (each.source == source) return each;
  EPOCHS_CHECK(false, "this text is not one that is fetched");
  return kFetched[0];
}

Error is_not_installed(const Fetched& which) {
  return {std::string(which.what.english) + " not installed; tools/setup.sh --data fetches such texts, and TinyWorld works without.",
          "没有安装" + std::string(which.what.chinese) + "；可用 tools/setup.sh --data 下载，不装也能用小世界。"};
}

Result<std::shared_ptr<const Text>> read_installed(const Fetched& which, const std::filesystem::path& path) {
  const Result<std::string> corpus = data::read_corpus(which.package, path);
  if (!corpus) return corpus.failure();
  return text_of(which.source, corpus.value());
}

}  // namespace

Result<std::shared_ptr<const Text>> fetched_text(Source source) {
  const Fetched& which = fetched_of(source);
  std::optional<std::filesystem::path> path;
  for (const data::Package& package : data::packages())
    if (package.id == which.package) path = data::find_package(package, data::package_folder());
  if (!path) return is_not_installed(which);
  // Twins, restored runs and rehearsals read the same text: it is kept as long as somebody does.
  static std::mutex mutex;
  static std::map<std::filesystem::path, std::weak_ptr<const Text>> kept;
  const std::scoped_lock lock(mutex);
  std::weak_ptr<const Text>& place = kept[*path];
  if (auto text = place.lock()) return text;
  auto read = read_installed(which, *path);
  if (read) place = read.value();
  return read;
}

}  // namespace epochs::recurrent
