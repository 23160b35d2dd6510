// Reads TinyWorld's English from its surface alone: which noun is whose subject, what pronouns stand for, which verbs stand in relative clauses.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "data/tiny_world_dictionary.hpp"

namespace epochs::test {

struct Reading {
  std::set<std::pair<int, int>> subjects;    // [verb, noun]
  std::set<std::pair<int, int>> referents;   // [pronoun, noun]
  std::set<std::pair<int, int>> relative;    // [verb, noun that its clause belongs to]
  std::string fault;                         // where the sentence could not be read; empty: all was
};

struct Unit {                                // one or more tokens that the dictionary knows as one word
  int begin = 0, count = 1;
  std::string text;
  std::vector<int> words;                    // of the dictionary; none: a small word
};

std::vector<std::string> tokens_of_english(const Dictionary& dictionary, const std::string& text);   // "The cat." → the, cat, .
std::vector<std::string> tokens_of_chinese(const Dictionary& dictionary, const std::string& text);   // the longest words first
std::vector<Unit> units_of(const Dictionary& dictionary, const std::vector<std::string>& tokens);
Reading read_english(const Dictionary& dictionary, const std::vector<Unit>& units);

}  // namespace epochs::test
