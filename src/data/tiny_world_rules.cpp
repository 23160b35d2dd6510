// The sections that make sentences: [phrase …] and [sentence …].
#include <algorithm>
#include <charconv>

#include "core/text.hpp"
#include "data/tiny_world_reader.hpp"

namespace epochs::data::tiny {
namespace {

constexpr std::size_t kMostRules = 400, kMostVariables = 16, kMostItems = 60;
constexpr int kMostWeight = 1'000;

using Words = std::vector<std::string_view>;

struct NamedSlot {
  std::string_view name;
  Slot slot;
};
constexpr NamedSlot kNounSlots[] = {{"one", Slot::One}, {"many", Slot::Many}, {"mass", Slot::Mass}, {"single", Slot::Single}, {"name", Slot::Name}, {"me", Slot::Me}, {"measure", Slot::Measure}, {"where", Slot::Where}};
constexpr NamedSlot kPhraseSlots[] = {{"who", Slot::Who}, {"is", Slot::Is}, {"was", Slot::Was}, {"does", Slot::Does}, {"did", Slot::Did}, {"has", Slot::Has}, {"he", Slot::He}, {"him", Slot::Him}, {"his", Slot::His}};
constexpr NamedSlot kVerbSlots[] = {{"base", Slot::Base}, {"present", Slot::Present}, {"past", Slot::Past}, {"ing", Slot::Ing}, {"done", Slot::Done}};
constexpr NamedSlot kChineseSlots[] = {{"many", Slot::Many}, {"measure", Slot::Measure}, {"where", Slot::Where}, {"he", Slot::He}, {"him", Slot::Him}, {"his", Slot::His}, {"before", Slot::Before}};

template <std::size_t N>
std::optional<Slot> find_slot(const NamedSlot (&slots)[N], std::string_view name) {
  for (const NamedSlot& slot : slots)
    if (slot.name == name) return slot.slot;
  return std::nullopt;
}

std::optional<int> positive_number(std::string_view text, int most) {
  int value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc() || end != text.data() + text.size() || value < 1 || value > most) return std::nullopt;
  return value;
}

// What a form of the noun n asks of it.
void restrict_noun(Production& rule, Slot slot) {
  const auto only = [&](bool things, bool mass, bool name) { rule.fits[0] &= things, rule.fits[1] &= mass, rule.fits[2] &= name; };
  if (slot == Slot::One || slot == Slot::Many) only(true, false, false);
  if (slot == Slot::Mass) only(false, true, false);
  if (slot == Slot::Single) only(true, true, false);
  if (slot == Slot::Name || slot == Slot::Me) only(false, false, true);
  if (slot == Slot::Many) rule.number = GrammaticalNumber::Plural;
}

bool is_noun(const Variable& variable) { return variable.kind == Variable::Kind::Noun || (variable.kind == Variable::Kind::Phrase && variable.has_noun); }

}  // namespace

Result<int> Reader::variable_named(std::string_view name, const Production& rule, const Line& line) const {
  for (std::size_t i = 0; i < rule.variables.size(); ++i)
    if (rule.variables[i].name == name) return static_cast<int>(i);
  return fault(line.number, "\"" + std::string(name) + "\" has not been said what it is; write \"" + std::string(name) + " = …\" above this line");
}

// v = verb CLASS [with subject n] [with object n]
Result<void> Reader::read_verb_variable(const Words& said, Variable& variable, const Production& rule, const Line& line) const {
  variable.kind = Variable::Kind::Verb;
  const Error usage = fault(line.number, "write \"v = verb CLASS\", and after it \"with subject n\", \"with object n\" or both");
  if (said.size() < 2) return usage;
  const auto found = grammar_.verbs.find(said[1]);
  if (found == grammar_.verbs.end()) return fault(line.number, "there is no verb of class \"" + std::string(said[1]) + "\"; add one, or correct the name");
  variable.among = &found->second;
  for (std::size_t i = 2; i < said.size(); i += 3) {
    if (said.size() < i + 3 || said[i] != "with" || (said[i + 1] != "subject" && said[i + 1] != "object")) return usage;
    const auto of = variable_named(said[i + 2], rule, line);
    if (!of) return of.failure();
    if (!is_noun(rule.variables[static_cast<std::size_t>(of.value())])) return fault(line.number, "\"" + std::string(said[i + 2]) + "\" is no noun; name one");
    (said[i + 1] == "subject" ? variable.subject : variable.object) = of.value();
  }
  return {};
}

// a = adjective [CLASS] for n  ·  a = reason NAME of v for s
Result<void> Reader::read_adjective_variable(const Words& said, Variable& variable, const Production& rule, const Line& line) const {
  const bool reason = said[0] == "reason";
  const Error usage = reason ? fault(line.number, "write \"a = reason NAME of v for s\"") : fault(line.number, "write \"a = adjective for n\" or \"a = adjective CLASS for n\"");
  if (reason ? said.size() != 6 || said[2] != "of" || said[4] != "for" : (said.size() != 3 && said.size() != 4) || said[said.size() - 2] != "for") return usage;
  const auto described = variable_named(said.back(), rule, line);
  if (!described) return described.failure();
  variable.described = described.value();
  const Variable& noun = rule.variables[static_cast<std::size_t>(described.value())];
  if (!is_noun(noun)) return fault(line.number, "\"" + noun.name + "\" is no noun; name one");
  variable.kind = reason ? Variable::Kind::Reason : Variable::Kind::Adjective;
  if (!reason && said.size() == 4) {
    const auto found = grammar_.adjectives.find(said[1]);
    if (found == grammar_.adjectives.end()) return fault(line.number, "there is no adjective of class \"" + std::string(said[1]) + "\"; add one, or correct the name");
    variable.among = &found->second;
  }
  if (!reason) return {};
  const auto found = grammar_.reasons.find(said[1]);
  if (found == grammar_.reasons.end()) return fault(line.number, "there is no section [reason " + std::string(said[1]) + "]; add it, or correct the name");
  variable.reasons = &found->second;
  const auto of = variable_named(said[3], rule, line);
  if (!of) return of.failure();
  variable.of = of.value();
  if (noun.of != of.value() || (noun.source != Source::Subject && noun.source != Source::Object)) return fault(line.number, "\"" + noun.name + "\" is neither the subject nor the object of \"" + std::string(said[3]) + "\"; name one that is");
  return {};
}

// s = PHRASE|noun  any TAG · subject of v · object of v · RELATION of x · like n  (a phrase without a noun: nothing more)
Result<void> Reader::read_noun_variable(const Words& said, Variable& variable, const Production& rule, const Line& line) const {
  const std::string name(said[0]);
  if (name != "noun") {
    variable.kind = Variable::Kind::Phrase;
    const auto found = std::find_if(grammar_.phrases.begin(), grammar_.phrases.end(), [&](const Phrase& phrase) { return phrase.name == name; });
    if (found == grammar_.phrases.end()) return fault(line.number, "there is no phrase \"" + name + "\" above; use noun, verb, adjective, reason, word or a phrase");
    variable.phrase = static_cast<int>(found - grammar_.phrases.begin());
    variable.has_noun = found->takes_noun;
    if (!found->takes_noun) return said.size() == 1 ? Result<void>() : fault(line.number, "the phrase \"" + name + "\" takes no noun; write only its name");
  }
  const Error usage = fault(line.number, "say which noun: \"any TAG\", \"subject of v\", \"object of v\", \"RELATION of n\" or \"like n\"");
  if (said.size() == 3 && said[1] == "any") {
    const auto found = grammar_.nouns.find(said[2]);
    if (found == grammar_.nouns.end()) return fault(line.number, "there is no noun and no tag \"" + std::string(said[2]) + "\"; add it, or correct its spelling");
    variable.among = &found->second;
    return {};
  }
  if (!(said.size() == 3 && said[1] == "like") && !(said.size() == 4 && said[2] == "of")) return usage;
  const auto of = variable_named(said.back(), rule, line);
  if (!of) return of.failure();
  variable.of = of.value();
  const bool names_verb = rule.variables[static_cast<std::size_t>(of.value())].kind == Variable::Kind::Verb;
  variable.source = said[1] == "like" ? Source::Like : said[1] == "subject" ? Source::Subject : said[1] == "object" ? Source::Object : Source::Relation;
  const bool wants_verb = variable.source == Source::Subject || variable.source == Source::Object;
  if (names_verb != wants_verb || (!wants_verb && !is_noun(rule.variables[static_cast<std::size_t>(of.value())]))) return usage;
  if (variable.source != Source::Relation || said[1] == "itself") return {};
  const auto found = grammar_.relations.find(said[1]);
  if (found == grammar_.relations.end()) return fault(line.number, "there is no section [relation " + std::string(said[1]) + "]; add it, or correct the name");
  variable.relation = &found->second;
  return {};
}

Result<void> Reader::read_variable(const Line& line, Production& rule) {
  Words said = words_of(line.text);
  Variable variable;
  variable.name = std::string(said[0]);
  variable.optional = said[1] == "?=";
  if (said.size() < 3) return fault(line.number, "say what \"" + variable.name + "\" is, for example \"v = verb deed\"");
  if (rule.variables.size() >= kMostVariables) return fault(line.number, "a rule may name at most 16 things; split it");
  if (std::any_of(rule.variables.begin(), rule.variables.end(), [&](const Variable& other) { return other.name == variable.name; })) return fault(line.number, "\"" + variable.name + "\" stands twice; choose another name");
  said.erase(said.begin(), said.begin() + 2);
  Result<void> done;
  if (said[0] == "verb") {
    done = read_verb_variable(said, variable, rule, line);
  } else if (said[0] == "adjective" || said[0] == "reason") {
    done = read_adjective_variable(said, variable, rule, line);
  } else if (said[0] == "word") {
    variable.kind = Variable::Kind::Word;
    const auto found = said.size() == 2 ? grammar_.words.find(said[1]) : grammar_.words.end();
    if (found == grammar_.words.end()) return fault(line.number, "write \"w = word CLASS\" with the name of a section [words CLASS …]");
    variable.among = &found->second;
  } else {
    done = read_noun_variable(said, variable, rule, line);
  }
  if (!done) return done.failure();
  // Only what nothing else hangs on may be left out.
  if (variable.optional && variable.kind != Variable::Kind::Word && !(variable.kind == Variable::Kind::Phrase && !variable.has_noun))
    return fault(line.number, "only a word or a phrase without a noun can be left out; write \"=\" instead of \"?=\"");
  rule.variables.push_back(std::move(variable));
  return {};
}

Result<Item> Reader::read_item(std::string_view text, const Line& line, const Production& rule, Language language) {
  Item item;
  const bool english = language == Language::English;
  if (const std::size_t tilde = text.find('~'); tilde != std::string_view::npos) {
    const std::string_view numbers = text.substr(tilde + 1);
    if (numbers.empty() || numbers.find_first_not_of("123456789") != std::string_view::npos) return fault(line.number, "after \"~\" comes a number from 1 to 9 that two partners share");
    for (const char number : numbers) item.links |= 1u << static_cast<unsigned>(number - '0');
    text = text.substr(0, tilde);
  }
  if (text.empty() || text.front() != '{') {
    const auto& parts = english ? grammar_.english_parts : grammar_.chinese_parts;
    const auto part = parts.find(text);
    if (part == parts.end()) return fault(line.number, "\"" + std::string(text) + "\" is not among the " + (english ? "[parts english]" : "[parts chinese]") + "; add it there with its part of speech");
    item.word = (english ? grammar_.english : grammar_.chinese).add(text);
    item.part = part->second;
    return item;
  }
  if (text.back() != '}') return fault(line.number, "a pair of braces holds a name and at most one form, for example {v past}");
  const Words inside = words_of(text.substr(1, text.size() - 2));
  if (inside.empty() || inside.size() > 2) return fault(line.number, "a pair of braces holds a name and at most one form, for example {v past}");
  const auto named = variable_named(inside[0], rule, line);
  if (!named) return named.failure();
  item.variable = named.value();
  const Variable& variable = rule.variables[static_cast<std::size_t>(item.variable)];
  const std::string_view form = inside.size() == 2 ? inside[1] : std::string_view();
  std::optional<Slot> slot;
  const bool verb = variable.kind == Variable::Kind::Verb, adjective = variable.kind == Variable::Kind::Adjective || variable.kind == Variable::Kind::Reason, noun = variable.kind == Variable::Kind::Noun;
  if (form.empty()) {
    if (!english || !(verb || noun)) slot = Slot::Word;
  } else if (english) {
    if (noun) slot = find_slot(kNounSlots, form);
    if (!slot && is_noun(variable)) slot = find_slot(kPhraseSlots, form);
    if (verb) slot = find_slot(kVerbSlots, form);
    if (adjective && form == "more") slot = Slot::More;
  } else {
    slot = find_slot(kChineseSlots, form);
    if (slot && (*slot == Slot::Before ? !adjective : *slot >= Slot::He ? !is_noun(variable) : !noun)) slot = std::nullopt;
  }
  if (!slot) return fault(line.number, "\"" + variable.name + "\" has no form \"" + std::string(form) + "\" here; the beginning of the file lists the forms");
  item.slot = *slot;
  return item;
}

Result<std::vector<Item>> Reader::read_side(std::string_view text, const Line& line, const Production& rule, Language language) {
  std::vector<Item> out;
  while (!(text = trim(text)).empty()) {
    std::size_t end = text.find_first_of(" \t");
    if (text.front() == '{') {
      const std::size_t brace = text.find('}');
      if (brace == std::string_view::npos) return fault(line.number, "a brace is not closed; add \"}\"");
      end = text.find_first_of(" \t", brace);
    }
    end = std::min(end, text.size());
    const auto item = read_item(text.substr(0, end), line, rule, language);
    if (!item) return item.failure();
    const auto same = [&](const Item& other) { return item.value().variable >= 0 && other.variable == item.value().variable && other.slot <= Slot::Me && item.value().slot <= Slot::Me; };
    if (std::any_of(out.begin(), out.end(), same)) return fault(line.number, "\"" + rule.variables[static_cast<std::size_t>(item.value().variable)].name + "\" stands twice on this line; name it once");
    out.push_back(item.value());
    if (out.size() > kMostItems) return fault(line.number, "a line of a rule holds at most 60 words; split it");
    text.remove_prefix(end);
  }
  if (out.empty()) return fault(line.number, "the line says nothing; write words and names in braces");
  return out;
}

Result<void> Reader::read_rule_line(const Line& line, Production& rule, const std::string& phrase) {
  const Words said = words_of(line.text);
  if (said.size() > 1 && (said[1] == "=" || said[1] == "?=")) {
    if (!rule.english.empty()) return fault(line.number, "say what the names are before the line \"en\"");
    if (said.size() > 2 && said[2] == phrase) rule.names_itself = true;
    return read_variable(line, rule);
  }
  if (said[0] == "only" && rule.takes_noun && said.size() > 1) {
    auto only = choose(trim(line.text.substr(4)), grammar_.nouns, line, "noun");
    if (!only) return only.failure();
    rule.only = std::move(only.value());
    return {};
  }
  if (said[0] == "feel" || said[0] == "plural") {
    const bool turned = said.size() == 3 && said[0] == "feel" && said[1] == "not";
    if (said.size() != 2 && !turned) return fault(line.number, "write \"feel a\", \"feel not a\" or \"plural m\"");
    const auto named = variable_named(said.back(), rule, line);
    if (!named) return named.failure();
    const auto kind = rule.variables[static_cast<std::size_t>(named.value())].kind;
    if (said[0] == "plural") {
      if (!is_noun(rule.variables[static_cast<std::size_t>(named.value())])) return fault(line.number, "\"plural\" names the second noun of two that are joined");
      rule.number = GrammaticalNumber::Plural;
      rule.conjunct = named.value();
      return {};
    }
    if (kind != Variable::Kind::Adjective && kind != Variable::Kind::Verb) return fault(line.number, "\"feel\" names an adjective or a verb");
    rule.feel = named.value();
    rule.feel_turned = turned;
    return {};
  }
  if (said[0] != "en" && said[0] != "zh") return fault(line.number, "a rule's line is \"weight N\", \"x = …\", \"only TAG\", \"feel a\", \"plural m\", \"en …\" or \"zh …\"");
  const Language language = said[0] == "en" ? Language::English : Language::Chinese;
  auto& side = language == Language::English ? rule.english : rule.chinese;
  if (!side.empty()) return fault(line.number, "this rule already has such a line; begin the next rule with \"weight N\"");
  auto items = read_side(line.text.substr(2), line, rule, language);
  if (!items) return items.failure();
  side = std::move(items.value());
  if (language == Language::English && rule.takes_noun)
    for (const Item& item : side)
      if (item.variable == 0) restrict_noun(rule, item.slot);
  return {};
}

Result<void> Reader::finish(Production& rule, Phrase* phrase) {
  if (rule.english.empty() || rule.chinese.empty()) return fault(rule.line, "this rule needs a line \"en …\" and a line \"zh …\"");
  if (grammar_.productions.size() >= kMostRules) return fault(rule.line, "there are more than 400 rules; remove some");
  const int index = static_cast<int>(grammar_.productions.size());
  grammar_.productions.push_back(std::move(rule));
  (phrase ? phrase->productions : grammar_.sentences).push_back(index);
  rule = {};
  return {};
}

// [phrase NAME], [phrase NAME n] (about the noun n) or [sentence KIND]
Result<void> Reader::read_rules(const Section& section) {
  const bool sentence = section.title[0] == "sentence";
  const std::string name(section.title[1]);
  const bool takes_noun = section.title.size() == 3 && section.title[2] == "n";
  if (section.title.size() > 2 && (sentence || !takes_noun)) return fault(section.head.number, "write [sentence KIND], [phrase NAME] or [phrase NAME n]");
  if (sentence && std::find(grammar_.kinds.begin(), grammar_.kinds.end(), name) == grammar_.kinds.end()) grammar_.kinds.push_back(name);
  if (!sentence && std::any_of(grammar_.phrases.begin(), grammar_.phrases.end(), [&](const Phrase& other) { return other.name == name; }))
    return fault(section.head.number, "the phrase \"" + name + "\" stands twice; put its rules into one section");
  Phrase* phrase = sentence ? nullptr : &grammar_.phrases.emplace_back(Phrase{name, takes_noun, {}});
  Production rule;
  bool open = false;
  for (const Line& line : section.lines) {
    const Words said = words_of(line.text);
    if (said[0] == "weight") {
      if (open)
        if (const auto done = finish(rule, phrase); !done) return done.failure();
      const auto weight = said.size() == 2 ? positive_number(said[1], kMostWeight) : std::nullopt;
      if (!weight) return fault(line.number, "after \"weight\" comes how often this rule is taken, from 1 to 1,000");
      rule.weight = *weight, rule.line = line.number, rule.takes_noun = takes_noun, open = true;
      if (sentence) rule.kind = static_cast<int>(std::find(grammar_.kinds.begin(), grammar_.kinds.end(), name) - grammar_.kinds.begin());
      else rule.phrase = static_cast<int>(grammar_.phrases.size()) - 1;
      if (takes_noun) rule.variables.push_back({Variable::Kind::Noun, "n"});
      continue;
    }
    if (!open) return fault(line.number, "a rule begins with \"weight N\"; add that line");
    if (const auto done = read_rule_line(line, rule, name); !done) return done.failure();
  }
  if (!open) return fault(section.head.number, "this section has no rules; begin one with \"weight N\"");
  return finish(rule, phrase);
}

}  // namespace epochs::data::tiny
