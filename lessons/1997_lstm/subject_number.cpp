#include "subject_number.hpp"

#include <cctype>
#include <map>
#include <set>

#include "data/tiny_world.hpp"

namespace epochs::recurrent {
namespace {

constexpr int kSentencesAsked = 6000;            // enough to meet every word

struct KnownForms {
  std::map<std::string, double> nouns;           // and names and pronouns: 1 plural, −1 singular
  std::set<std::string> verbs, auxiliaries, prepositions, numerals;
};

std::string lower_form(std::string word) {
  for (char& letter : word) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  return word;
}

bool many(const std::string& word, bool plural) { return plural || word == "we" || word == "they" || word == "you" || word == "people"; }

KnownForms forms_of_world() {
  using data::PartOfSpeech;
  const data::TinyWorld world = data::TinyWorld::shipped();
  const std::vector<std::string>& words = world.words(Language::English);
  data::WorldStream stream(world, {.seed = 1});
  KnownForms out;
  for (int i = 0; i < kSentencesAsked; ++i) {
    for (const data::WorldToken& token : stream.next().english.tokens) {
      const std::string word = lower_form(words[static_cast<std::size_t>(token.word)]);
      if (token.part == PartOfSpeech::Noun || token.part == PartOfSpeech::Name || token.part == PartOfSpeech::Pronoun) out.nouns[word] = many(word, token.plural) ? 1 : -1;
      if (token.part == PartOfSpeech::Verb) out.verbs.insert(word);
      if (token.part == PartOfSpeech::Auxiliary) out.auxiliaries.insert(word);
      if (token.part == PartOfSpeech::Preposition) out.prepositions.insert(word);
      if (token.part == PartOfSpeech::Numeral && word != "one") out.numerals.insert(word);
    }
  }
  for (const char* relative : {"who", "which", "that", "what"}) out.nouns.erase(relative);
  return out;
}

// A sentence is read word by word; `number` is what is known of its subject.
class SubjectReader {
 public:
  double number() const { return stage_ == Stage::Known ? number_ : 0; }
  void end_sentence() { *this = SubjectReader(); }
  void take(const std::string& word) {
    static const KnownForms forms = forms_of_world();
    if (stage_ == Stage::Looking) return look(forms, word);
    if (stage_ != Stage::Known) return;
    const bool verb = forms.verbs.count(word) > 0, helps = forms.auxiliaries.count(word) > 0;
    if (behind_subject_ && word == "and") number_ = 1;
    if (behind_subject_ && (word == "who" || word == "that" || word == "which")) inner_ = Clause::Ahead;
    behind_subject_ = false;
    if (inner_ == Clause::Begun && !verb && !helps) inner_ = Clause::None;            // "that was black …"
    if (inner_ == Clause::None && (verb || helps)) stage_ = Stage::Past;
    else if (inner_ != Clause::None && verb) inner_ = Clause::None;                   // "that chased …": the subject's own verb comes next
    else if (helps) inner_ = Clause::Begun;
  }

 private:
  enum class Stage { Looking, Known, Past };
  enum class Clause { None, Ahead, Begun };      // about the subject, with a verb of its own
  void look(const KnownForms& forms, const std::string& word) {
    const auto noun = forms.nouns.find(word);
    if (first_word_ && forms.prepositions.count(word) > 0) place_ = true;   // "In the garden the cats …": the first noun is no subject
    else if (forms.numerals.count(word) > 0) counted_ = true;               // "seven sheep"
    else if (noun != forms.nouns.end() && place_) place_ = counted_ = false;
    else if (noun != forms.nouns.end()) stage_ = Stage::Known, number_ = counted_ ? 1 : noun->second, behind_subject_ = true;
    else if (forms.verbs.count(word) > 0) stage_ = Stage::Past;             // "Who chased …", "Is the …": no number to keep
    first_word_ = false;
  }
  Stage stage_ = Stage::Looking;
  Clause inner_ = Clause::None;
  double number_ = 0;
  bool first_word_ = true, behind_subject_ = false, place_ = false, counted_ = false;
};

}  // namespace

std::vector<double> subject_number_along(std::span<const std::string> symbols) {
  std::vector<double> out;
  std::string word;
  SubjectReader reader;
  for (const std::string& symbol : symbols) {
    const bool letter = symbol.size() == 1 && (std::isalpha(static_cast<unsigned char>(symbol[0])) != 0 || symbol == "'");
    if (letter) word += symbol;
    else if (!word.empty()) reader.take(lower_form(word)), word.clear();
    if (symbol == "." || symbol == "?" || symbol == "!" || symbol == "\n") reader.end_sentence();
    out.push_back(reader.number());
  }
  return out;
}

}  // namespace epochs::recurrent
