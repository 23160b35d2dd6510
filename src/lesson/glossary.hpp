// Technical terms, one sentence each, in both languages: assets/glossary.en.md and glossary.zh.md with the same ids.
// A term is a heading "## id | form, form" and one paragraph; `[word]{?id}` in a text, or any of its forms, leads to it.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "core/text.hpp"
#include "lesson/text.hpp"

namespace epochs::lesson {

struct GlossaryEntry {
  std::string id;
  std::vector<std::string> forms;   // as they stand in running text: "weight", "weights"
  std::string definition;           // one sentence
};

struct TermPlace {
  std::size_t begin = 0, length = 0;   // bytes
  const GlossaryEntry* entry = nullptr;
};

class Glossary {
 public:
  // Entries in the order of the file. Errors name the line: no form, no sentence, an id or a form that stands twice.
  static Result<Glossary> parse(std::string_view markdown, const std::string& file);
  // The program's own; empty when none is built in.
  static Glossary shipped(Language language);

  const std::vector<GlossaryEntry>& entries() const { return entries_; }
  // By id or by any form, upper and lower case alike; nullptr when unknown.
  const GlossaryEntry* find(std::string_view term) const;
  // Every term in running text, the longest where several fit, from left to right. Latin forms match whole words only.
  std::vector<TermPlace> places(std::string_view text) const;

 private:
  struct Form {
    std::size_t entry, form;           // places in entries_ and in its forms
  };
  void sort_by_first_byte();

  std::vector<GlossaryEntry> entries_;
  std::array<std::vector<Form>, 256> beginning_with_;   // by the first byte in lower case, in the order of the file: a lesson asks at each of its bytes
};

// Both languages define the same ids; the error names the first that is missing.
Result<void> check_glossaries(const Glossary& english, const Glossary& chinese);

// Marks the first place of each term in every step's body, and again in its question and reason, leaving words that already mean something (a quantity, a term, code) alone.
void mark_terms(LessonText& text, const Glossary& glossary);
// The same for a single line, such as the presenter's sentence.
ui::Paragraph with_terms(std::string_view text, const Glossary& glossary);

}  // namespace epochs::lesson
