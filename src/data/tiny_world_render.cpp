// From the meaning to words: the forms of each language, agreement, pronouns.
#include <algorithm>

#include "data/tiny_world_generator.hpp"

namespace epochs::data::tiny {
namespace {

constexpr std::size_t kMostSentenceTokens = 80;
constexpr int kParts = 64, kLinks = 16, kMostLinks = 9;       // keys of partners: value * kParts + slot, or + kLinks + link

int key_of(int value, Slot slot) {
  const int part = slot == Slot::Measure ? 1 : slot == Slot::He ? 2 : slot == Slot::Him ? 3 : slot == Slot::His ? 4 : 0;
  return value * kParts + part;
}

bool plural_person(const Entry& entry) { return entry.person == Person::Plural || entry.person == Person::Second; }

}  // namespace

bool Generator::add(WorldToken token, int key, Language language) {
  auto& tokens = side(language).tokens;
  if (tokens.size() >= kMostSentenceTokens) return false;
  if (key >= 0) sides_[static_cast<std::size_t>(language)].marks.push_back({key, static_cast<int>(tokens.size())});
  tokens.push_back(token);
  return true;
}

bool Generator::say_form(const Form& form, int entry, PartOfSpeech part, int key, Language language) {
  for (int i = 0; i < form.count; ++i)
    if (!add({grammar_->spans[static_cast<std::size_t>(form.first + i)], entry, part}, key, language)) return false;
  return form.count > 0;
}

bool Generator::say_word(std::string_view word, PartOfSpeech part, int key, Language language) {
  const Vocabulary& vocabulary = language == Language::English ? grammar_->english : grammar_->chinese;
  return add({vocabulary.index.find(word)->second, -1, part}, key, language);
}

bool Generator::say_noun(const Item& item, int at, Language language) {
  Value& value = values_[static_cast<std::size_t>(at)];
  const Entry& entry = grammar_->entry(value.entry);
  const int key = key_of(at, item.slot);
  const bool english = language == Language::English;
  if (item.slot == Slot::Measure)
    return english ? say_form(entry.english[noun::kContainer], value.entry, PartOfSpeech::Noun, key, language) : say_form(entry.chinese[noun::kMeasure], value.entry, PartOfSpeech::Measure, key, language);
  if (item.slot == Slot::Where) {
    const Form& form = english ? entry.english[noun::kWhere] : entry.chinese[noun::kInside];
    return say_form(form, -1, english ? PartOfSpeech::Preposition : PartOfSpeech::Particle, -1, language) || !english;
  }
  Form form = english ? entry.english[item.slot == Slot::Many ? noun::kMany : noun::kOne] : entry.chinese[noun::kWord];
  if (english && (value.role == Role::Object || item.slot == Slot::Me) && !entry.english[noun::kObject].empty()) form = entry.english[noun::kObject];
  if (english && value.production < 0) value.number = item.slot == Slot::Many ? GrammaticalNumber::Plural : value.number;
  if (!say_form(form, value.entry, entry.part, key, language)) return false;
  if (english) side(language).tokens.back().plural = item.slot == Slot::Many;
  value.place[static_cast<std::size_t>(language)] = static_cast<int>(side(language).tokens.size()) - 1;
  if (!english && item.slot == Slot::Many && entry.human) return add({grammar_->plural_mark, -1, PartOfSpeech::Particle}, key, language);
  return true;
}

// is, was, does, did, has: as the noun wants them.
bool Generator::say_agreement(const Item& item, int at) {
  const Value& value = values_[static_cast<std::size_t>(at)];
  const Entry& entry = grammar_->entry(value.entry);
  const bool first = entry.person == Person::First && value.conjunct < 0;
  const bool plural = value.number == GrammaticalNumber::Plural || plural_person(entry);
  std::string_view word;
  if (item.slot == Slot::Who) return say_word(entry.human ? "who" : "that", PartOfSpeech::Pronoun, -1, Language::English);
  if (item.slot == Slot::Is) word = first ? "am" : plural ? "are" : "is";
  if (item.slot == Slot::Was) word = plural ? "were" : "was";
  if (item.slot == Slot::Does) word = first || plural ? "do" : "does";
  if (item.slot == Slot::Did) word = "did";
  if (item.slot == Slot::Has) word = first || plural ? "have" : "has";
  sides_[0].verbs.push_back({static_cast<int>(sentence_->english.tokens.size()), at});
  return say_word(word, PartOfSpeech::Auxiliary, -1, Language::English);
}

bool Generator::say_pronoun(const Item& item, int at, Language language) {
  const Value& value = values_[static_cast<std::size_t>(at)];
  const Entry& entry = grammar_->entry(value.entry);
  if (entry.person != Person::Third) return false;
  const bool plural = value.number == GrammaticalNumber::Plural;
  if (!plural && entry.human && entry.gender == Gender::None) return false;   // he or she? draw again
  std::size_t who = plural ? 3 : !entry.human ? 2 : entry.gender == Gender::Female ? 1 : 0;
  const std::size_t form = item.slot == Slot::He ? 0 : item.slot == Slot::Him ? 1 : 2;
  constexpr std::string_view kEnglish[3][4] = {{"he", "she", "it", "they"}, {"him", "her", "it", "them"}, {"his", "her", "its", "their"}};
  constexpr std::string_view kChinese[6] = {"他", "她", "它", "他们", "她们", "它们"};
  std::string_view word = kEnglish[form][who];
  if (language == Language::Chinese) {
    const bool women = entry.gender == Gender::Female && (value.conjunct < 0 || grammar_->entry(values_[static_cast<std::size_t>(value.conjunct)].entry).gender == Gender::Female);
    if (plural) who = !entry.human ? 5 : women ? 4 : 3;
    word = kChinese[who];
  }
  sides_[static_cast<std::size_t>(language)].pronouns.push_back({static_cast<int>(side(language).tokens.size()), at});
  return say_word(word, PartOfSpeech::Pronoun, key_of(at, item.slot), language);
}

bool Generator::say_verb(const Item& item, int at) {
  const Value& value = values_[static_cast<std::size_t>(at)];
  const Entry& entry = grammar_->entry(value.entry);
  const int place = static_cast<int>(sentence_->english.tokens.size());
  if (item.slot != Slot::Done && value.subject >= 0) sides_[0].verbs.push_back({place, value.subject});
  verb::English form = item.slot == Slot::Past ? verb::kPast : item.slot == Slot::Ing ? verb::kIng : item.slot == Slot::Done ? verb::kDone : verb::kBase;
  if (item.slot == Slot::Present || (item.slot == Slot::Past && entry.name == "be")) {
    if (value.subject < 0) return false;
    const Value& subject = values_[static_cast<std::size_t>(value.subject)];
    const Entry& who = grammar_->entry(subject.entry);
    const bool first = who.person == Person::First && subject.conjunct < 0, plural = subject.number == GrammaticalNumber::Plural || plural_person(who);
    if (entry.name == "be") {
      const std::string_view word = item.slot == Slot::Past ? (plural ? "were" : "was") : first ? "am" : plural ? "are" : "is";
      if (!say_word(word, PartOfSpeech::Verb, key_of(at, Slot::Word), Language::English)) return false;
      sentence_->english.tokens.back().entry = value.entry;
      return true;
    }
    form = first || plural ? verb::kBase : verb::kAgrees;
  }
  return say_form(entry.english[form], value.entry, entry.part, key_of(at, Slot::Word), Language::English);
}

bool Generator::say(const Item& item, int base, Language language) {
  if (item.variable < 0) return add({item.word, -1, item.part}, -1, language);
  const int at = base + item.variable;
  const Value& value = values_[static_cast<std::size_t>(at)];
  if (!value.present) return true;
  const bool english = language == Language::English;
  if (item.slot >= Slot::Who && item.slot <= Slot::Has) return say_agreement(item, at);
  if (item.slot >= Slot::He && item.slot <= Slot::His) return say_pronoun(item, at, language);
  if (value.production >= 0 && item.slot == Slot::Word) return render(value.first, value.production, language);
  const Entry& entry = grammar_->entry(value.entry);
  const int key = key_of(at, Slot::Word);
  if (entry.type == Type::Noun) return say_noun(item, at, language);
  if (entry.type == Type::Verb && english) return say_verb(item, at);
  if (entry.type == Type::Verb && value.subject >= 0) sides_[1].verbs.push_back({static_cast<int>(sentence_->chinese.tokens.size()), value.subject});
  const std::size_t form = item.slot == Slot::More || item.slot == Slot::Before ? 1 : 0;   // adjective::kMore, adjective::kBefore
  if (!english && item.slot == Slot::Before) {
    // 的 has no partner: only the word itself is linked.
    const Form& before = entry.chinese[form];
    for (int i = 0; i < before.count; ++i) {
      const int word = grammar_->spans[static_cast<std::size_t>(before.first + i)];
      const bool mark = grammar_->chinese.words[static_cast<std::size_t>(word)] == "的";
      if (!add({word, mark ? -1 : value.entry, mark ? PartOfSpeech::Particle : entry.part}, mark ? -1 : key, language)) return false;
    }
    return before.count > 0;
  }
  return say_form(english ? entry.english[form] : entry.chinese[form], value.entry, entry.part, key, language);
}

bool Generator::render(int base, int production, Language language) {
  const Production& rule = grammar_->productions[static_cast<std::size_t>(production)];
  for (const Item& item : language == Language::English ? rule.english : rule.chinese) {
    const auto from = static_cast<int>(side(language).tokens.size());
    if (!say(item, base, language)) return false;
    for (int link = 1; link <= kMostLinks; ++link) {
      if ((item.links >> static_cast<unsigned>(link) & 1u) == 0) continue;
      for (auto place = from; place < static_cast<int>(side(language).tokens.size()); ++place)
        sides_[static_cast<std::size_t>(language)].marks.push_back({base * kParts + kLinks + link, place});
    }
  }
  return true;
}

}  // namespace epochs::data::tiny
