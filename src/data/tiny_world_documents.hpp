// Short documents of known topics, made of TinyWorld's sentences: what a claim about bags of words is scored on.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "data/tiny_world.hpp"

namespace epochs::data {

struct Document {
  std::string text;                   // its sentences, with a space between them in English
  std::vector<std::string> words;     // of the text, in order, as TinyWorld cuts them: lower case except names and "I", no punctuation
  int topic = 0;                      // index in DocumentOptions::topics
};

struct DocumentOptions {
  std::uint64_t seed = 1;
  int count = 40;                     // document i is of topic i mod topics
  int sentences = 6;                  // of each document, 1 or more
  std::vector<std::string> topics = {"food", "animals"};   // of TinyWorld::topics(), two or more
  Language language = Language::English;
  // HeldOut: every sentence holds a combination of two words that no document of Training holds; other documents, from the same words.
  WorldSplit split = WorldSplit::Training;
};

// The same everywhere for the same options. A seed's documents of the two languages say the same. Throws where a topic is unknown or has no such sentence.
std::vector<Document> documents(const TinyWorld& world, const DocumentOptions& options);

}  // namespace epochs::data
