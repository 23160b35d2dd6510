// Reading assets/tiny_world.txt: sections in square brackets, one word or one line of a rule on each line. The file may be anything.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "data/tiny_world_grammar.hpp"

namespace epochs::data::tiny {

struct Line {
  int number = 0;                        // from 1
  std::string_view text;                 // trimmed, not empty
};

struct Section {
  Line head;
  std::vector<std::string_view> title;   // the words in the brackets
  std::vector<Line> lines;
};

class Reader {
 public:
  Reader(Grammar& grammar, std::string file) : grammar_(grammar), file_(std::move(file)) {}
  Result<void> read(std::string_view text);

 private:
  Error fault(int line, const std::string& what) const { return Error{file_ + ":" + std::to_string(line) + ": " + what + "."}; }
  Result<std::vector<Section>> sections(std::string_view text) const;
  Result<void> known_sections(const std::vector<Section>& all) const;

  // tiny_world_words.cpp
  Result<void> read_words(const std::vector<Section>& all);
  Result<std::vector<std::string_view>> columns(const Line& line, std::size_t least, std::size_t most) const;
  Result<Form> form(Vocabulary& vocabulary, std::string_view text, const Line& line);
  Result<Entry*> add(Entry entry, std::string_view english, std::string_view chinese, const Line& line, Tagged& tagged, const std::vector<std::string_view>& tags);
  Result<void> read_noun(const Section& section, const Line& line);
  Result<void> read_verb(const Section& section, const Line& line);
  Result<void> read_adjective(const Section& section, const Line& line);
  Result<void> read_word(const Section& section, const Line& line);
  Result<void> read_parts(const Section& section, const Line& line);
  Result<void> read_relation(const Section& section, const Line& line);
  Result<void> read_reason(const Section& section, const Line& line);
  Result<void> read_topic(const Line& line);
  Result<Choice> choose(std::string_view text, const Tagged& from, const Line& line, std::string_view what) const;
  void connect_words();

  // tiny_world_rules.cpp
  Result<void> read_rules(const Section& section);
  Result<void> read_rule_line(const Line& line, Production& rule, const std::string& phrase);
  Result<void> read_variable(const Line& line, Production& rule);
  Result<void> read_verb_variable(const std::vector<std::string_view>& said, Variable& variable, const Production& rule, const Line& line) const;
  Result<void> read_adjective_variable(const std::vector<std::string_view>& said, Variable& variable, const Production& rule, const Line& line) const;
  Result<void> read_noun_variable(const std::vector<std::string_view>& said, Variable& variable, const Production& rule, const Line& line) const;
  Result<int> variable_named(std::string_view name, const Production& rule, const Line& line) const;
  Result<std::vector<Item>> read_side(std::string_view text, const Line& line, const Production& rule, Language language);
  Result<Item> read_item(std::string_view text, const Line& line, const Production& rule, Language language);
  Result<void> finish(Production& rule, Phrase* phrase);

  Grammar& grammar_;
  std::string file_;
  struct Wanted {
    int entry;
    std::string_view subjects, objects, of;
    Line line;
  };
  std::vector<Wanted> wanted_;           // choices that name nouns which may stand further down
};

std::vector<std::string_view> words_of(std::string_view text);   // separated by blanks

}  // namespace epochs::data::tiny
