#include "data/tiny_world_parser.hpp"

#include <algorithm>
#include <map>

namespace epochs::test {
namespace {

const std::set<std::string> kBe{"am", "is", "are", "was", "were"}, kDo{"do", "does", "did"}, kModal{"will", "can", "cannot", "must"};
const std::set<std::string> kDeterminers{"the", "a", "an", "this", "that", "these", "those"};
const std::set<std::string> kSubjectPronouns{"he", "she", "it", "they"}, kObjectPronouns{"him", "her", "it", "them"}, kOwners{"his", "her", "its", "their"};

struct Phrase {
  std::vector<int> heads;      // tokens of the nouns; empty: none was read
  int pronoun = -1;
};
struct Predicate {
  std::string verb;            // its first form, for the reasons
  Phrase object;
  std::string adjective, degree;
};

class EnglishReader {
 public:
  EnglishReader(const Dictionary& dictionary, const std::vector<Unit>& units) : dictionary_(dictionary), units_(units) {}

  Reading read() {
    sentence();
    if (at_ + 1 < units_.size() && reading_.fault.empty()) reading_.fault = "stopped before \"" + text() + "\"";
    return reading_;
  }

 private:
  std::string text(std::size_t ahead = 0) const { return at_ + ahead < units_.size() ? units_[at_ + ahead].text : ""; }
  const DictionaryWord* word(const char* kind, std::size_t ahead = 0) const {
    if (at_ + ahead >= units_.size()) return nullptr;
    for (const int index : units_[at_ + ahead].words)
      if (dictionary_.words[static_cast<std::size_t>(index)].kind == kind) return &dictionary_.words[static_cast<std::size_t>(index)];
    return nullptr;
  }
  bool in_class(const char* name, std::size_t ahead = 0) const {
    const DictionaryWord* found = word("word", ahead);
    return found && found->section == name;
  }
  bool take(const std::string& expected) {
    if (text() != expected) return false;
    ++at_;
    return true;
  }
  int here() const { return units_[at_].begin; }
  int last() const { return units_[at_].begin + units_[at_].count - 1; }
  void fail(const std::string& what) {
    if (reading_.fault.empty()) reading_.fault = what + " at \"" + text() + "\"";
  }
  void belongs(int verb, const Phrase& subject) {
    for (const int head : subject.heads) reading_.subjects.insert({verb, head});
  }

  // One noun with what stands before and after it.
  Phrase noun_phrase(bool with_tail = true) {
    Phrase out;
    if (word("noun") == nullptr || kOwners.count(text()))
      if ((kSubjectPronouns.count(text()) || kObjectPronouns.count(text())) && !(kOwners.count(text()) && (word("noun", 1) || word("adjective", 1)))) {
        out.pronoun = here();
        ++at_;
        return out;
      }
    if (kOwners.count(text())) owners_.push_back(here()), ++at_;
    else if (kDeterminers.count(text()) || in_class("owner")) ++at_;
    if (in_class("number")) ++at_;
    while (word("adjective")) ++at_;
    if (text(1) == "of") at_ += 2;             // a glass of
    if (!word("noun")) return fail("a noun is missing"), out;
    out.heads.push_back(last());
    ++at_;
    if (with_tail) tail(out);
    return out;
  }

  void tail(const Phrase& noun) {
    if (in_class("beside")) {
      ++at_;
      noun_phrase();
    }
    if (text() == "from" && word("noun", 1) && !after_verb_) at_ += 2;      // from Greece
    if (text() == "in" && word("noun", 1) && word("noun", 1)->section == "country" && !after_verb_) at_ += 2;
    if (text() == "," && (text(1) == "who" || text(1) == "which")) {
      at_ += 2;
      relative(noun);
      if (!take(",")) fail("the aside does not end");
      return;
    }
    if (text() == "who" || text() == "that") {
      ++at_;
      relative(noun);
    }
  }

  // After who, that, which: either the noun does something, or somebody does something to it.
  void relative(const Phrase& noun) {
    const std::size_t from = at_;
    const bool kept = after_verb_;
    after_verb_ = false;
    if (word("verb") || kBe.count(text())) {
      predicate(noun, false);
    } else {
      Phrase subject = noun_phrase(false);
      if (take("and")) {
        const Phrase more = noun_phrase(false);
        subject.heads.insert(subject.heads.end(), more.heads.begin(), more.heads.end());
      }
      if (!word("verb")) return fail("a verb is missing");
      belongs(here(), subject);
      ++at_;
      if (in_class("past_time")) ++at_;
    }
    for (std::size_t i = from; i < at_; ++i)
      for (const int index : units_[i].words)
        if (dictionary_.words[static_cast<std::size_t>(index)].kind == "verb")
          for (const int head : noun.heads) reading_.relative.insert({units_[i].begin, head});
    after_verb_ = kept;
  }

  void places_and_times() {
    for (;;) {
      if (in_class("past_time") || in_class("future_time") || in_class("habit_time")) ++at_;
      else if ((text() == "in" || text() == "on" || text() == "at" || text() == "from" || text() == "by") || (text() == "to" && !word("verb", 1))) ++at_, noun_phrase();
      else return;
    }
  }

  void complement(const Phrase& subject, Predicate& out) {
    if (take("not")) {}
    if (text() == "very" || text() == "too") out.degree = text(), ++at_;
    if (const DictionaryWord* adjective = word("adjective"); adjective && !word("noun")) {
      out.adjective = adjective->english;
      ++at_;
      if (text() == "and" && word("adjective", 1)) at_ += 2;
      if (take("than")) noun_phrase();
    } else if (const DictionaryWord* verb = word("verb"); verb && text() == verb->forms[4]) {
      main_verb(subject, out);
    } else if (verb) {
      ++at_;                                  // washed by …
    } else if (text() == "the" && text(1) == "capital") {
      at_ += 3;
      noun_phrase();
    } else if (word("noun")) {
      noun_phrase();
    }
    places_and_times();
  }

  void main_verb(const Phrase& subject, Predicate& out) {
    const DictionaryWord* verb = word("verb");
    if (!verb) return fail("a verb is missing");
    out.verb = verb->english;
    belongs(here(), subject);
    ++at_;
    after_verb_ = true;
    if (text() == "to" && word("verb", 1)) {   // wants to eat
      ++at_;
      main_verb(subject, out);
      return;
    }
    if (text() == "that" && (kSubjectPronouns.count(text(1)))) {
      ++at_;
      clause(subject, "said");
      return;
    }
    if (verb->english == "think") return void(clause(subject, "thought"));
    if (starts_noun()) {
      out.object = objects();
      if (verb->english == "give" && starts_noun()) objects();
    }
    places_and_times();
    if (text() == "to" && word("verb", 1)) {   // went to the market to buy
      ++at_;
      main_verb(subject, out);
    }
  }

  bool starts_noun() const { return word("noun") || kDeterminers.count(text()) || in_class("owner") || in_class("number") || kObjectPronouns.count(text()) || kOwners.count(text()) || word("adjective"); }

  Phrase objects() {
    Phrase out = noun_phrase();
    if (text() == "and" && !word("verb", 1)) {
      ++at_;
      noun_phrase();
    }
    return out;
  }

  Predicate predicate(const Phrase& subject, bool may_join = true) {
    Predicate out;
    if (in_class("often")) ++at_;
    if (kBe.count(text())) {
      belongs(here(), subject);
      ++at_;
      complement(subject, out);
    } else {
      if (kDo.count(text())) belongs(here(), subject), ++at_;
      else if (kModal.count(text())) ++at_;
      take("not");
      main_verb(subject, out);
    }
    after_verb_ = false;
    if (may_join && text() == "and" && word("verb", 1)) {
      ++at_;
      predicate(subject);
    }
    return out;
  }

  Phrase subject_phrase() {
    Phrase out = noun_phrase();
    if (text() == "and") {
      ++at_;
      const Phrase more = noun_phrase();
      out.heads.insert(out.heads.end(), more.heads.begin(), more.heads.end());
    }
    return out;
  }

  void stands_for(int pronoun, const Phrase& noun) {
    if (pronoun >= 0 && !noun.heads.empty()) reading_.referents.insert({pronoun, noun.heads[0]});
  }

  // A clause whose pronouns point back to an earlier one, given its subject and what was said of it.
  struct Clause {
    Phrase subject;
    Predicate predicate;
  };
  Clause clause(const Phrase& before, const std::string& how, const Predicate& said = {}) {
    Clause out;
    owners_.clear();
    out.subject = subject_phrase();
    const int pronoun = out.subject.pronoun;
    if (pronoun >= 0 && how != "because") {
      out.subject.heads = before.heads;
      stands_for(pronoun, before);
    }
    if (pronoun >= 0 && how == "because") out.subject.heads = {kWaiting};
    out.predicate = predicate(out.subject);
    if (pronoun >= 0 && how == "because") decide(pronoun, before, said, out.predicate);
    if (out.predicate.object.pronoun >= 0) stands_for(out.predicate.object.pronoun, said.object);
    for (const int owner : owners_) stands_for(owner, out.subject);
    return out;
  }

  // "The animal did not cross the street because it was too tired": what can be tired, the one who crosses or what is crossed?
  void decide(int pronoun, const Phrase& subject, const Predicate& said, const Predicate& reason) {
    std::string verb = said.verb;
    std::replace(verb.begin(), verb.end(), ' ', '_');
    int fits_subject = 0, fits_object = 0;
    for (const auto& [name, roles] : dictionary_.reasons) {
      const bool too = name.rfind("too ", 0) == 0 || name.rfind("fit ", 0) == 0;
      if (too != (reason.degree == "too") || name.substr(name.find(' ') + 1) != verb) continue;
      fits_subject += static_cast<int>(roles.first.count(reason.adjective)), fits_object += static_cast<int>(roles.second.count(reason.adjective));
    }
    if ((fits_subject > 0) == (fits_object > 0)) return fail("it is not clear who is " + reason.adjective);
    const Phrase& meant = fits_subject ? subject : said.object;
    stands_for(pronoun, meant);
    std::set<std::pair<int, int>> decided;
    for (const auto& [place, noun] : reading_.subjects) decided.insert({place, noun == kWaiting ? meant.heads.at(0) : noun});
    reading_.subjects = decided;
  }

  void question_rest(const Phrase& subject, int auxiliary) {
    belongs(auxiliary, subject);
    Predicate out;
    if (word("verb")) main_verb(subject, out);
    else complement(subject, out);
  }

  void sentence() {
    if (units_.back().text == "!") { at_ = units_.size() - 1; return; }
    if (text() == "there") {
      const int verb = units_[1].begin;
      at_ = 2;
      belongs(verb, noun_phrase());
      return places_and_times();
    }
    if (text() == "the" && text(1) == "capital") {
      const int capital = units_[1].begin, is = units_[4].begin;
      (void)capital;
      at_ = 5;
      belongs(is, noun_phrase());
      return;
    }
    if (text() == "what" || text() == "where" || text() == "how" || kDo.count(text()) || kBe.count(text())) {
      if (take("how")) ++at_, noun_phrase();
      else if (text() == "what" || text() == "where") ++at_;
      const int auxiliary = here();
      ++at_;
      return question_rest(noun_phrase(), auxiliary);
    }
    if (text() == "who") {
      ++at_;
      predicate({});
      return;
    }
    if (take("when")) {
      const Clause first = clause({}, "");
      if (!take(",")) fail("a comma is missing");
      clause(first.subject, "then");
      return;
    }
    Clause first = clause({}, "");
    std::string how;
    while (take(",") || text() == "because" || text() == "when" || text() == "but" || text() == "and" || text() == "then") {
      if (how = text(); how == "because" || how == "when" || how == "but" || how == "and" || how == "then") ++at_;
      if (take("then")) how = "then";
      clause(first.subject, how, first.predicate);
    }
  }

  static constexpr int kWaiting = -2;
  const Dictionary& dictionary_;
  const std::vector<Unit>& units_;
  std::size_t at_ = 0;
  bool after_verb_ = false;
  std::vector<int> owners_;
  Reading reading_;
};

}  // namespace

std::vector<std::string> tokens_of_english(const Dictionary& dictionary, const std::string& text) {
  std::vector<std::string> out;
  for (std::string piece : pieces(text, ' ')) {
    std::string mark;
    if (std::string(".,!?").find(piece.back()) != std::string::npos) mark = piece.substr(piece.size() - 1), piece.pop_back();
    out.push_back(piece);
    if (!mark.empty()) out.push_back(mark);
  }
  std::string& first = out.front();
  if (dictionary.english.count(first) == 0 && first[0] >= 'A' && first[0] <= 'Z') first[0] = static_cast<char>(first[0] - 'A' + 'a');
  return out;
}

std::vector<std::string> tokens_of_chinese(const Dictionary& dictionary, const std::string& text) {
  std::set<std::string> known(dictionary.measures.begin(), dictionary.measures.end());
  known.insert(dictionary.chinese_tokens.begin(), dictionary.chinese_tokens.end());
  known.erase("-");
  known.insert(dictionary.particles.begin(), dictionary.particles.end());
  for (const char* small : {"的", "了", "把", "被", "比", "给", "从", "在", "正在", "没有", "不", "很", "非常", "太", "因为", "但是", "然后", "又", "还", "和", "他", "她", "它", "他们", "她们", "它们", "们",
                            "一", "几", "这", "那", "这些", "那些", "谁", "什么", "哪里", "吗", "会", "必须", "首都", "时候", "有", "觉得", "是", "来自", "放", "进", "。", "，", "！", "？"}) known.insert(small);
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t length = std::min<std::size_t>(15, text.size() - at);
    while (length > 0 && known.count(text.substr(at, length)) == 0) --length;
    if (length == 0) return {};                // a word that no dictionary knows
    out.push_back(text.substr(at, length));
    at += length;
  }
  return out;
}

std::vector<Unit> units_of(const Dictionary& dictionary, const std::vector<std::string>& tokens) {
  std::vector<Unit> out;
  for (std::size_t at = 0; at < tokens.size();) {
    Unit unit{static_cast<int>(at), 1, tokens[at], {}};
    std::string text;
    for (std::size_t count = 1; count <= 3 && at + count <= tokens.size(); ++count) {
      text += (count > 1 ? " " : "") + tokens[at + count - 1];
      if (dictionary.english.count(text)) unit.count = static_cast<int>(count), unit.text = text;
    }
    for (auto [i, end] = dictionary.english.equal_range(unit.text); i != end; ++i) unit.words.push_back(i->second);
    at += static_cast<std::size_t>(unit.count);
    out.push_back(unit);
  }
  return out;
}

Reading read_english(const Dictionary& dictionary, const std::vector<Unit>& units) { return EnglishReader(dictionary, units).read(); }

}  // namespace epochs::test
