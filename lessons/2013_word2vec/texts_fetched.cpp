// Real texts that the learner may have installed: poems character by character, Austen and the Bible word by word.
#include <filesystem>
#include <map>
#include <mutex>

#include "core/check.hpp"
#include "data/corpora.hpp"
#include "data/packages.hpp"
#include "sentences.hpp"

namespace epochs::word2vec {
namespace {

std::string_view package_of(Source source) {
  EPOCHS_CHECK(source == Source::Poems || source == Source::Austen || source == Source::Bible, "this text is not one that is fetched");
  return source == Source::Poems ? "tang300" : source == Source::Austen ? "austen" : "bible";
}

Error not_installed(Source source) {
  const Localized what = source == Source::Poems ? Localized{"The Tang poems are", "唐诗"} : source == Source::Austen ? Localized{"Austen’s novels are", "奥斯汀的小说"} : Localized{"The King James Bible is", "钦定本圣经"};
  return {std::string(what.english) + " not installed; tools/setup.sh --data fetches such texts, and TinyWorld works without.", std::string("没有安装") + std::string(what.chinese) + "；可用 tools/setup.sh --data 下载，不装也能用小世界。"};
}

Result<std::shared_ptr<const Text>> read_fetched(Source source, const std::filesystem::path& path) {
  const Result<std::string> corpus = data::read_corpus(package_of(source), path);
  if (!corpus) return corpus.failure();
  TextBuilder builder;
  SentenceCutter cutter(chinese_of(source), [&](const std::string& word) { builder.add(word); }, [&] { builder.end_sentence(); });
  cutter.take(corpus.value());
  cutter.finish();
  return builder.finish(source, path.filename().string());
}

}  // namespace

Result<std::shared_ptr<const Text>> fetched_text(Source source) {
  std::optional<std::filesystem::path> path;
  for (const data::Package& package : data::packages())
    if (package.id == package_of(source)) path = data::find_package(package, data::package_folder());
  if (!path) return not_installed(source);
  // Twins, restored runs and rehearsals read the same text: it is kept as long as somebody does.
  static std::mutex mutex;
  static std::map<std::filesystem::path, std::weak_ptr<const Text>> kept;
  const std::scoped_lock lock(mutex);
  std::weak_ptr<const Text>& place = kept[*path];
  if (auto text = place.lock()) return text;
  auto read = read_fetched(source, *path);
  if (read) place = read.value();
  return read;
}

}  // namespace epochs::word2vec
