// The words of one lesson in both languages: from the program, or from a folder (--lessons DIR) that is watched while a teacher
// edits it. A text with an error leaves the last good one in place.
#pragma once

#include <filesystem>
#include <string>

#include "lesson/glossary.hpp"
#include "lesson/text.hpp"

namespace epochs::lesson {

class TextStore {
 public:
  // folder: DIR that holds LESSON/text.en.md and text.zh.md; empty: the program's own texts only.
  TextStore(std::string lesson_id, std::filesystem::path folder);

  const LessonText& text(Language language) const { return language == Language::English ? english_ : chinese_; }
  const Glossary& glossary(Language language) const { return language == Language::English ? english_terms_ : chinese_terms_; }
  const std::string& error() const { return error_.message; }   // of the last reading; empty when all is well
  const Error& failure() const { return error_; }               // the same, to say in the learner's language
  bool refresh(double now);                             // looks at the files at most twice a second; true when the words changed

 private:
  bool load();
  Result<LessonText> read(const char* name) const;
  std::filesystem::file_time_type stamp() const;

  std::string id_;
  std::filesystem::path folder_;
  LessonText english_, chinese_;
  Glossary english_terms_ = Glossary::shipped(Language::English), chinese_terms_ = Glossary::shipped(Language::Chinese);
  Error error_;
  std::filesystem::file_time_type stamp_{};
  double looked_ = -1;
};

}  // namespace epochs::lesson
