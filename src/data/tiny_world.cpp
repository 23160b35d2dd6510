#include "data/tiny_world.hpp"

#include <algorithm>

#include "core/check.hpp"
#include "data/tiny_world_generator.hpp"
#include "data/tiny_world_reader.hpp"

namespace epochs::data {
namespace {

using tiny::Entry;
using tiny::Form;
using tiny::Grammar;

constexpr int kTrials = 60, kMostDraws = 100'000;

bool starts_with_vowel(std::string_view word) { return !word.empty() && std::string_view("aeiou").find(word.front()) != std::string_view::npos; }

// Words that agreement and pronouns bring in by themselves.
void add_small_words(Grammar& grammar) {
  for (const char* word : {"am", "is", "are", "was", "were", "do", "does", "did", "have", "has", "who", "that", "he", "she", "it", "they", "him", "her", "them", "his", "its", "their", "a", "an"}) grammar.english.add(word);
  for (const char* word : {"他", "她", "它", "他们", "她们", "它们", "们"}) grammar.chinese.add(word);
  grammar.a = grammar.english.add("a"), grammar.an = grammar.english.add("an"), grammar.plural_mark = grammar.chinese.add("们");
  for (const std::string& word : grammar.english.words) grammar.vowel.push_back(starts_with_vowel(word));
}

std::string joined(const Grammar& grammar, const Form& form, Language language) {
  std::string out;
  const auto& words = language == Language::English ? grammar.english.words : grammar.chinese.words;
  for (int i = 0; i < form.count; ++i) out += (i > 0 && language == Language::English ? " " : "") + words[static_cast<std::size_t>(grammar.spans[static_cast<std::size_t>(form.first + i)])];
  return out;
}

std::string word_of(const Grammar& grammar, const Entry& entry, Language language) { return joined(grammar, language == Language::English ? entry.english[0] : entry.chinese[0], language); }

// Every rule must be able to make a sentence, or drawing could go on for ever.
Result<void> try_rules(const std::shared_ptr<const Grammar>& grammar, const std::string& file) {
  tiny::Generator generator(grammar, 1, {});
  WorldSentence sentence;
  for (const int rule : grammar->sentences) {
    bool made = false;
    for (int i = 0; i < kTrials && !made; ++i) made = generator.draw_rule(rule, sentence);
    if (!made)
      return Error{file + ":" + std::to_string(grammar->productions[static_cast<std::size_t>(rule)].line) + ": no words were found that fit this rule in " + std::to_string(kTrials) + " attempts; add words, or ask for less."};
  }
  return {};
}

}  // namespace

Result<TinyWorld> TinyWorld::parse(std::string_view text, const std::string& file) {
  const auto grammar = std::make_shared<Grammar>();
  if (const auto read = tiny::Reader(*grammar, file).read(text); !read) return read.failure();
  add_small_words(*grammar);
  if (const auto tried = try_rules(grammar, file); !tried) return tried.failure();
  return TinyWorld(grammar);
}

const std::vector<std::string>& TinyWorld::words(Language language) const { return language == Language::English ? grammar_->english.words : grammar_->chinese.words; }
const std::vector<std::string>& TinyWorld::kinds() const { return grammar_->kinds; }
const std::vector<std::string>& TinyWorld::topics() const { return grammar_->topics; }

std::string_view TinyWorld::category_of(const WorldToken& token) const {
  if (token.entry < 0) return {};
  const Entry& entry = grammar_->entry(token.entry);
  return entry.category < 0 ? std::string_view() : std::string_view(grammar_->categories[static_cast<std::size_t>(entry.category)]);
}

std::vector<std::string> TinyWorld::relations() const {
  std::vector<std::string> names{"plural", "translation"};
  for (const auto& [name, partners] : grammar_->relations) names.push_back(name);
  return names;
}

std::vector<WordPair> TinyWorld::relation(std::string_view name, Language language) const {
  std::vector<WordPair> out;
  for (const Entry& entry : grammar_->entries) {
    if (name == "translation" && !entry.chinese[0].empty()) out.push_back({word_of(*grammar_, entry, Language::English), word_of(*grammar_, entry, Language::Chinese)});
    if (name == "plural" && entry.type == tiny::Type::Noun && !entry.english[tiny::noun::kMany].empty()) {
      const std::string one = word_of(*grammar_, entry, language);
      if (language == Language::English) out.push_back({one, joined(*grammar_, entry.english[tiny::noun::kMany], language)});
      else if (entry.human) out.push_back({one, one + "们"});
    }
  }
  if (const auto found = grammar_->relations.find(name); found != grammar_->relations.end())
    for (std::size_t i = 0; i < found->second.size(); ++i)
      for (const int partner : found->second[i]) out.push_back({word_of(*grammar_, grammar_->entries[i], language), word_of(*grammar_, grammar_->entry(partner), language)});
  std::vector<WordPair> once;              // "swim" stands in the file as what is done and as what one can do
  for (WordPair& pair : out)
    if (std::find(once.begin(), once.end(), pair) == once.end()) once.push_back(std::move(pair));
  return once;
}

std::string TinyWorld::text_of(const WorldSentence& sentence, Language language) const {
  const auto& vocabulary = words(language);
  std::string out;
  for (const WorldToken& token : sentence.side(language).tokens) {
    if (language == Language::English && !out.empty() && token.part != PartOfSpeech::Punctuation) out += ' ';
    out += vocabulary[static_cast<std::size_t>(token.word)];
  }
  if (language == Language::English && !out.empty() && out.front() >= 'a' && out.front() <= 'z') out.front() = static_cast<char>(out.front() - 'a' + 'A');
  return out;
}

WorldStream::WorldStream(const TinyWorld& world, WorldOptions options) : options_(std::move(options)) {
  std::vector<int> kinds;
  const auto index_in = [](const std::vector<std::string>& names, const std::string& name) {
    const auto found = std::find(names.begin(), names.end(), name);
    EPOCHS_CHECK(found != names.end(), "TinyWorld has no \"" + name + "\"");
    return static_cast<int>(found - names.begin());
  };
  for (const std::string& kind : options_.kinds) kinds.push_back(index_in(world.grammar()->kinds, kind));
  if (!options_.topic.empty()) topic_ = index_in(world.grammar()->topics, options_.topic);
  generator_ = std::make_unique<tiny::Generator>(world.grammar(), options_.seed, kinds);
}

WorldStream::~WorldStream() = default;
WorldStream::WorldStream(WorldStream&&) noexcept = default;
WorldStream& WorldStream::operator=(WorldStream&&) noexcept = default;

const WorldSentence& WorldStream::next() {
  const WorldSentence* found = find();
  EPOCHS_CHECK(found, "TinyWorld has no sentence of this kind, topic and split");
  return *found;
}

const WorldSentence* WorldStream::find() {
  for (int i = 0; i < kMostDraws; ++i) {
    if (!generator_->draw(sentence_)) continue;
    if (topic_ >= 0 && sentence_.topic != topic_) continue;
    if (options_.split == WorldSplit::All || (options_.split == WorldSplit::HeldOut) == sentence_.held_out) return &sentence_;
  }
  return nullptr;
}

}  // namespace epochs::data
