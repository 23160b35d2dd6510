// What the accounts of both translation lessons share.
#pragma once

#include <string>

#include "views.hpp"

namespace epochs::translation {

inline double real(Real value) { return static_cast<double>(value); }
inline std::string with_index(const char* symbol, Index i) { return std::string(symbol) + "_{" + std::to_string(i + 1) + "}"; }
void sum_up(lesson::Account& a);                 // the sum of its terms

struct Teller {
  const Shown& shown;
  const nn::Seq2Seq& network;
  const Translating& run;
  Language language;
  int step = 0, source = 0;                      // that is looked at: where uses lead
  std::string say(Localized text) const { return std::string(text.in(language)); }
  std::string read(int s) const { return "“" + shown.word_read(s) + "”"; }
  std::string written(int t) const { return "“" + shown.word_at(t) + "”"; }
  std::string target(int id) const { return "“" + sign_or_word(shown.corpus->target, id) + "”"; }
};

lesson::Account state_account(const Teller& t, Place at);        // of the reader, at a word
lesson::Account start_account(const Teller& t, Place at);        // what is handed over
lesson::Account decoded_account(const Teller& t, Place at);      // of the writer, at a step

}  // namespace epochs::translation
