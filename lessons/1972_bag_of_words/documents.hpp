// What is counted: short documents in English and in Chinese. Some are written for one experiment, the topics come from TinyWorld.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/text.hpp"

namespace epochs::bag {

struct Document {
  std::string english, chinese;        // what a learner types stands in both
  int topic = -1;                      // −1: none was said
  const std::string& in(Language language) const { return language == Language::English ? english : chinese; }
  std::string& in(Language language) { return language == Language::English ? english : chinese; }
  bool operator==(const Document&) const = default;
};

// Six: food and travel. Order: the same words, another order. Traps: stop words point the wrong way. Synonyms: two words for one thing.
// One: a single document. Strangers: a question of which no document knows a word. Topics: a hundred from TinyWorld, of two topics.
enum class Set { Six, Order, Traps, Synonyms, One, Strangers, Topics, Own };

struct Documents {
  std::vector<Document> documents;
  Document query;                      // what is looked for at first
};

inline constexpr int kMostDocuments = 200, kTopicDocuments = 100;
inline constexpr std::size_t kLongestDocument = 400;   // characters

Documents documents_of(Set set, std::uint64_t seed);
// `count` documents in turn about food and about travel, three sentences each.
std::vector<Document> topic_documents(std::uint64_t seed, int count);
// The lesson's own kTopicDocuments of them. Most steps begin with them: they are kept until another seed's are asked for.
std::shared_ptr<const std::vector<Document>> lesson_topics(std::uint64_t seed);
Localized name_of_topic(int topic);

}  // namespace epochs::bag
