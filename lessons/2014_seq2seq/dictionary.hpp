// Word for word: what a dictionary makes of a sentence, in the order in which it is read. Its entries are counted from the true alignments of the sentences that are learned from.
#pragma once

#include <vector>

#include "sentences.hpp"

namespace epochs::translation {

struct DictionaryEntry {
  int word = -1;                                 // the commonest partner; −1: most often it stands for nothing
  int times = 0, seen = 0;                       // it was the partner; the word occurred
};
using Dictionary = std::vector<DictionaryEntry>; // by word that is read
Dictionary dictionary_of(const Corpus& corpus);

// For each word that is read the one that stands for it, or −1.
std::vector<int> word_for_word(const Dictionary& dictionary, const std::vector<int>& source);

}  // namespace epochs::translation
