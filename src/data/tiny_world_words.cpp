// The lexicon's sections: nouns, verbs, adjectives, other words, and what goes with what.
#include <algorithm>

#include "core/text.hpp"
#include "data/tiny_world_reader.hpp"

namespace epochs::data::tiny {
namespace {

constexpr std::size_t kMostEntries = 1'500, kMostTokens = 4, kLongestWord = 48;
constexpr std::string_view kNothing = "-";

constexpr std::string_view kPartNames[] = {"noun",    "name",    "verb",        "auxiliary",   "adjective", "adverb",      "pronoun",     "determiner",
                                           "numeral", "measure", "preposition", "conjunction", "particle",  "punctuation", "interjection"};

std::optional<PartOfSpeech> part_named(std::string_view name) {
  const auto found = std::find(std::begin(kPartNames), std::end(kPartNames), name);
  if (found == std::end(kPartNames)) return std::nullopt;
  return static_cast<PartOfSpeech>(found - std::begin(kPartNames));
}

// FNV-1a: the same on every machine, and the same when words are added elsewhere in the file.
std::uint64_t hash_of(Type type, std::string_view name) {
  std::uint64_t hash = 14695981039346656037ULL ^ static_cast<std::uint64_t>(type);
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return hash;
}

void include(Choice& choice, int entry, std::size_t entries) {
  if (choice.has.empty()) choice.has.resize(entries);
  if (choice.has[static_cast<std::size_t>(entry)]) return;
  choice.has[static_cast<std::size_t>(entry)] = 1;
  choice.list.push_back(entry);
}

std::pair<std::string_view, std::string_view> halves(std::string_view text) {
  const std::size_t bar = text.find('/');
  return bar == std::string_view::npos ? std::pair(text, std::string_view()) : std::pair(trim(text.substr(0, bar)), trim(text.substr(bar + 1)));
}

int index_of(std::vector<std::string>& names, std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found != names.end()) return static_cast<int>(found - names.begin());
  names.emplace_back(name);
  return static_cast<int>(names.size()) - 1;
}

}  // namespace

Result<std::vector<std::string_view>> Reader::columns(const Line& line, std::size_t least, std::size_t most) const {
  std::vector<std::string_view> out = split(line.text, ':');
  for (std::string_view& cell : out) cell = trim(cell);
  if (out.size() < least || out.size() > most)
    return fault(line.number, "this section has " + std::to_string(least) + (most > least ? " to " + std::to_string(most) : "") + " columns separated by colons, here are " + std::to_string(out.size()));
  if (std::any_of(out.begin(), out.end(), [](std::string_view cell) { return cell.empty(); })) return fault(line.number, "a column is empty; write \"-\" for nothing");
  return out;
}

Result<Form> Reader::form(Vocabulary& vocabulary, std::string_view text, const Line& line) {
  Form out;
  if (text.empty() || text == kNothing) return out;
  out.first = static_cast<int>(grammar_.spans.size());
  for (const std::string_view word : words_of(text)) {
    if (word.size() > kLongestWord) return fault(line.number, "a word is longer than 48 bytes; separate words by blanks");
    if (word.find_first_of("{}[]~=") != std::string_view::npos) return fault(line.number, "a word must not hold any of {}[]~=; remove them");
    grammar_.spans.push_back(vocabulary.add(word));
    ++out.count;
  }
  if (out.count > static_cast<int>(kMostTokens)) return fault(line.number, "a word may consist of at most 4 parts; shorten it");
  return out;
}

// A word with its first English and first Chinese form, under its tags and its name ("jump over" as jump_over).
Result<Entry*> Reader::add(Entry entry, std::string_view english, std::string_view chinese, const Line& line, Tagged& tagged, const std::vector<std::string_view>& tags) {
  if (grammar_.entries.size() >= kMostEntries) return fault(line.number, "there are more than 1,500 words; remove some");
  auto first = form(grammar_.english, english, line);
  if (!first) return first.failure();
  auto second = form(grammar_.chinese, chinese, line);
  if (!second) return second.failure();
  if (first.value().empty()) return fault(line.number, "the English word is missing; write it in the first column");
  entry.english[0] = first.value();
  entry.chinese[0] = second.value();
  entry.name = std::string(english);
  entry.hash = hash_of(entry.type, entry.name + (entry.type == Type::Adjective ? std::string(chinese) : std::string()));
  entry.line = line.number;
  const int index = static_cast<int>(grammar_.entries.size());
  grammar_.entries.push_back(std::move(entry));
  std::string own(english);
  std::replace(own.begin(), own.end(), ' ', '_');
  const auto tag_with = [&](std::string_view tag) {
    std::vector<int>& list = tagged[std::string(tag)];
    if (list.empty() || list.back() != index) list.push_back(index);
  };
  for (const std::string_view tag : tags) tag_with(tag);
  if (grammar_.entries.back().type != Type::Word) tag_with(own);
  return &grammar_.entries.back();
}

// English : plural, "-" or "name" : Chinese : measure word : more tags : where
Result<void> Reader::read_noun(const Section& section, const Line& line) {
  const auto cells = columns(line, 4, 6);
  if (!cells) return cells.failure();
  const auto& cell = cells.value();
  std::vector<std::string_view> tags(section.title.begin() + 1, section.title.end());
  if (cell.size() > 4 && cell[4] != kNothing)
    for (const std::string_view tag : words_of(cell[4])) tags.push_back(tag);
  const auto tagged = [&](std::string_view tag) { return std::find(tags.begin(), tags.end(), tag) != tags.end(); };
  const auto [english, object] = halves(cell[0]);
  Entry entry;
  entry.type = Type::Noun;
  entry.counting = cell[1] == "name" ? Counting::Name : cell[1] == kNothing ? Counting::Mass : Counting::Things;
  entry.part = tagged("common") || entry.counting != Counting::Name ? PartOfSpeech::Noun : tagged("speaker") ? PartOfSpeech::Pronoun : PartOfSpeech::Name;
  entry.human = tagged("human");
  entry.gender = tagged("male") ? Gender::Male : tagged("female") ? Gender::Female : Gender::None;
  entry.person = tagged("speaker") ? (english == "I" ? Person::First : english == "you" ? Person::Second : Person::Plural) : Person::Third;
  entry.category = index_of(grammar_.categories, section.title[1]);
  const auto known = grammar_.nouns.find(english);
  const auto named_so = [&, name = english](const Entry& other) { return other.type == Type::Noun && other.name == name; };
  if ((known != grammar_.nouns.end() && !tagged(english)) || std::any_of(grammar_.entries.begin(), grammar_.entries.end(), named_so))
    return fault(line.number, "\"" + std::string(english) + "\" is already a noun or a tag; choose another word or remove one");
  auto added = add(std::move(entry), english, cell[2], line, grammar_.nouns, tags);
  if (!added) return added.failure();
  Entry& noun = *added.value();
  const auto [measure, container] = halves(cell[3]);
  const auto [inside, where] = cell.size() > 5 ? halves(cell[5]) : std::pair<std::string_view, std::string_view>();
  struct Wish {
    Form& place;
    Vocabulary& vocabulary;
    std::string_view text;
  };
  const Wish wishes[] = {{noun.english[noun::kMany], grammar_.english, noun.counting == Counting::Things ? cell[1] : kNothing},
                         {noun.english[noun::kContainer], grammar_.english, container},
                         {noun.english[noun::kWhere], grammar_.english, inside},
                         {noun.english[noun::kObject], grammar_.english, object},
                         {noun.chinese[noun::kMeasure], grammar_.chinese, measure},
                         {noun.chinese[noun::kInside], grammar_.chinese, where}};
  for (const Wish& wish : wishes) {
    auto made = form(wish.vocabulary, wish.text, line);
    if (!made) return made.failure();
    wish.place = made.value();
  }
  return {};
}

// base : with he or she : past (and past participle after "/") : with -ing : Chinese : subjects : objects
Result<void> Reader::read_verb(const Section& section, const Line& line) {
  const auto cells = columns(line, 7, 7);
  if (!cells) return cells.failure();
  const auto& cell = cells.value();
  std::vector<std::string_view> tags(section.title.begin() + 1, section.title.end());
  Entry entry;
  entry.type = Type::Verb;
  entry.part = PartOfSpeech::Verb;
  const auto [chinese, feeling] = halves(cell[4]);
  entry.feeling = feeling == "good" ? 1 : feeling == "bad" ? -1 : 0;
  auto added = add(std::move(entry), cell[0], chinese, line, grammar_.verbs, tags);
  if (!added) return added.failure();
  const auto [past, done] = halves(cell[2]);
  const std::string_view forms[] = {cell[1], past, cell[3], done.empty() ? past : done};
  for (std::size_t i = 0; i < std::size(forms); ++i) {
    auto made = form(grammar_.english, forms[i], line);
    if (!made) return made.failure();
    added.value()->english[i + 1] = made.value();
  }
  wanted_.push_back({static_cast<int>(grammar_.entries.size()) - 1, cell[5], cell[6], kNothing, line});
  return {};
}

// English : comparative : Chinese : before a noun : of which nouns : good, bad or -
Result<void> Reader::read_adjective(const Section& section, const Line& line) {
  const auto cells = columns(line, 6, 6);
  if (!cells) return cells.failure();
  const auto& cell = cells.value();
  std::vector<std::string_view> tags(section.title.begin() + 1, section.title.end());
  if (cell[5] != kNothing && cell[5] != "good" && cell[5] != "bad") return fault(line.number, "the last column says good, bad or -");
  Entry entry;
  entry.type = Type::Adjective;
  entry.part = PartOfSpeech::Adjective;
  entry.feeling = cell[5] == "good" ? 1 : cell[5] == "bad" ? -1 : 0;
  auto added = add(std::move(entry), cell[0], cell[2], line, grammar_.adjectives, tags);
  if (!added) return added.failure();
  auto more = form(grammar_.english, cell[1], line);
  if (!more) return more.failure();
  auto before = form(grammar_.chinese, cell[3], line);
  if (!before) return before.failure();
  added.value()->english[adjective::kMore] = more.value();
  added.value()->chinese[adjective::kBefore] = before.value();
  wanted_.push_back({static_cast<int>(grammar_.entries.size()) - 1, kNothing, kNothing, cell[4], line});
  return {};
}

// English : Chinese
Result<void> Reader::read_word(const Section& section, const Line& line) {
  const auto cells = columns(line, 2, 2);
  if (!cells) return cells.failure();
  const auto part = part_named(section.title[2]);
  if (!part) return fault(section.head.number, "\"" + std::string(section.title[2]) + "\" is no part of speech; write noun, adverb, numeral, conjunction …");
  Entry entry;
  entry.part = *part;
  const auto added = add(std::move(entry), cells.value()[0], cells.value()[1], line, grammar_.words, {section.title[1]});
  if (!added) return added.failure();
  return {};
}

// part of speech : words
Result<void> Reader::read_parts(const Section& section, const Line& line) {
  const auto cells = columns(line, 2, 2);
  if (!cells) return cells.failure();
  if (section.title[1] != "english" && section.title[1] != "chinese") return fault(section.head.number, "write [parts english] or [parts chinese]");
  const auto part = part_named(cells.value()[0]);
  if (!part) return fault(line.number, "\"" + std::string(cells.value()[0]) + "\" is no part of speech; write noun, adverb, numeral, conjunction …");
  auto& parts = section.title[1] == "english" ? grammar_.english_parts : grammar_.chinese_parts;
  for (const std::string_view word : words_of(cells.value()[1])) parts[std::string(word)] = *part;
  return {};
}

Result<Choice> Reader::choose(std::string_view text, const Tagged& from, const Line& line, std::string_view what) const {
  Choice out;
  if (text == kNothing) return out;
  for (const std::string_view tag : words_of(text)) {
    const auto found = from.find(tag);
    if (found == from.end()) return fault(line.number, "there is no " + std::string(what) + " and no tag \"" + std::string(tag) + "\"; add it, or correct its spelling");
    for (const int entry : found->second) include(out, entry, grammar_.entries.size());
  }
  return out;
}

// noun : its partners
Result<void> Reader::read_relation(const Section& section, const Line& line) {
  const auto cells = columns(line, 2, 2);
  if (!cells) return cells.failure();
  const auto first = choose(cells.value()[0], grammar_.nouns, line, "noun"), second = choose(cells.value()[1], grammar_.nouns, line, "noun");
  if (!first) return first.failure();
  if (!second) return second.failure();
  auto& partners = grammar_.relations[std::string(section.title[1])];
  partners.resize(grammar_.entries.size());
  for (const int entry : first.value().list)
    for (const int partner : second.value().list) partners[static_cast<std::size_t>(entry)].push_back(partner);
  return {};
}

// verb : what its subject is like : what its object is like
Result<void> Reader::read_reason(const Section& section, const Line& line) {
  const auto cells = columns(line, 3, 3);
  if (!cells) return cells.failure();
  const auto verbs = choose(cells.value()[0], grammar_.verbs, line, "verb");
  const auto subject = choose(cells.value()[1], grammar_.adjectives, line, "adjective"), object = choose(cells.value()[2], grammar_.adjectives, line, "adjective");
  if (!verbs) return verbs.failure();
  if (!subject) return subject.failure();
  if (!object) return object.failure();
  for (const int verb : verbs.value().list) grammar_.reasons[std::string(section.title[1])][verb] = {subject.value().list, object.value().list};
  return {};
}

Result<void> Reader::read_topic(const Line& line) {
  const auto cells = columns(line, 2, 2);
  if (!cells) return cells.failure();
  const auto nouns = choose(cells.value()[1], grammar_.nouns, line, "noun");
  if (!nouns) return nouns.failure();
  const int topic = index_of(grammar_.topics, cells.value()[0]);
  for (const int entry : nouns.value().list) grammar_.entries[static_cast<std::size_t>(entry)].topic = topic;
  return {};
}

void Reader::connect_words() {
  const std::size_t count = grammar_.entries.size();
  for (std::size_t i = 0; i < count; ++i)
    for (const int noun : grammar_.entries[i].of.list) include(grammar_.entries[static_cast<std::size_t>(noun)].adjectives, static_cast<int>(i), count);
}

Result<void> Reader::read_words(const std::vector<Section>& all) {
  for (const Section& section : all)
    for (const Line& line : section.lines) {
      const std::string_view kind = section.title[0];
      const auto done = kind == "nouns"        ? read_noun(section, line)
                        : kind == "verbs"      ? read_verb(section, line)
                        : kind == "adjectives" ? read_adjective(section, line)
                        : kind == "words"      ? read_word(section, line)
                        : kind == "parts"      ? read_parts(section, line)
                                               : Result<void>();
      if (!done) return done.failure();
    }
  for (const Wanted& wanted : wanted_) {
    Entry& entry = grammar_.entries[static_cast<std::size_t>(wanted.entry)];
    auto subjects = choose(wanted.subjects, grammar_.nouns, wanted.line, "noun"), objects = choose(wanted.objects, grammar_.nouns, wanted.line, "noun"), of = choose(wanted.of, grammar_.nouns, wanted.line, "noun");
    if (!subjects) return subjects.failure();
    if (!objects) return objects.failure();
    if (!of) return of.failure();
    entry.subjects = std::move(subjects.value()), entry.objects = std::move(objects.value()), entry.of = std::move(of.value());
  }
  connect_words();
  for (const Section& section : all)
    for (const Line& line : section.lines) {
      const auto done = section.title[0] == "relation" ? read_relation(section, line) : section.title[0] == "reason" ? read_reason(section, line) : section.title[0] == "topics" ? read_topic(line) : Result<void>();
      if (!done) return done.failure();
    }
  return {};
}

}  // namespace epochs::data::tiny

namespace epochs::data {
std::string_view name_of(PartOfSpeech part) { return tiny::kPartNames[static_cast<std::size_t>(part)]; }
}  // namespace epochs::data
