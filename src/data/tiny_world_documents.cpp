#include "data/tiny_world_documents.hpp"

#include <algorithm>

#include "core/check.hpp"

namespace epochs::data {
namespace {

void append_sentence(Document& document, const TinyWorld& world, const WorldSentence& sentence, Language language) {
  if (!document.text.empty() && language == Language::English) document.text += ' ';
  document.text += world.text_of(sentence, language);
  for (const WorldToken& token : sentence.side(language).tokens)
    if (token.part != PartOfSpeech::Punctuation) document.words.push_back(world.words(language)[static_cast<std::size_t>(token.word)]);
}

// Topics draw from streams of their own, so that a further document moves no other.
std::vector<WorldStream> streams_of(const TinyWorld& world, const DocumentOptions& options) {
  std::vector<WorldStream> out;
  Random seeds(options.seed, static_cast<std::uint64_t>(options.split));
  for (const std::string& topic : options.topics) {
    EPOCHS_CHECK(std::count(world.topics().begin(), world.topics().end(), topic) == 1, "documents: TinyWorld has no topic \"" + topic + "\"");
    WorldOptions wanted;
    wanted.seed = seeds.bits(), wanted.split = options.split, wanted.topic = topic;
    out.emplace_back(world, std::move(wanted));
  }
  return out;
}

}  // namespace

std::vector<Document> documents(const TinyWorld& world, const DocumentOptions& options) {
  EPOCHS_CHECK(options.topics.size() >= 2, "documents: two topics at the least");
  EPOCHS_CHECK(options.count >= 0 && options.sentences >= 1, "documents: none or more, of one sentence or more");
  std::vector<WorldStream> streams = streams_of(world, options);
  std::vector<Document> out(static_cast<std::size_t>(options.count));
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i].topic = static_cast<int>(i % streams.size());
    for (int k = 0; k < options.sentences; ++k) append_sentence(out[i], world, streams[i % streams.size()].next(), options.language);
  }
  return out;
}

}  // namespace epochs::data
