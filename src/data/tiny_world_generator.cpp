#include "data/tiny_world_generator.hpp"

#include <algorithm>

namespace epochs::data::tiny {
namespace {

constexpr std::uint64_t kWorldStream = 31;
constexpr std::size_t kMostValues = 200;      // a sentence that would grow beyond this is drawn again
constexpr int kDeepest = 3;                   // how often a phrase may stand inside itself
constexpr int kTries = 8;
constexpr std::uint32_t kOptionalOneIn = 3;

bool stands_for_noun(const Variable& variable) { return variable.kind == Variable::Kind::Noun || (variable.kind == Variable::Kind::Phrase && variable.has_noun); }

}  // namespace

Generator::Generator(std::shared_ptr<const Grammar> grammar, std::uint64_t seed, const std::vector<int>& kinds) : grammar_(std::move(grammar)), random_(seed, kWorldStream), active_(grammar_->phrases.size()) {
  int sum = 0;
  for (const int index : grammar_->sentences) {
    const Production& rule = grammar_->productions[static_cast<std::size_t>(index)];
    if (!kinds.empty() && std::find(kinds.begin(), kinds.end(), rule.kind) == kinds.end()) continue;
    rules_.push_back(index);
    bounds_.push_back(sum += rule.weight);
  }
  values_.reserve(kMostValues);
}

bool Generator::used(int entry) const {
  return std::any_of(values_.begin(), values_.end(), [&](const Value& value) { return value.entry == entry && value.first < 0; });
}

// One of those that fit and do not stand in the sentence yet; -1 when chance found none.
template <class Accept>
int Generator::pick(const std::vector<int>& among, Accept accept) {
  if (among.empty()) return -1;
  for (int i = 0; i < kTries; ++i) {
    const int entry = among[random_.below(static_cast<std::uint32_t>(among.size()))];
    if (accept(entry) && !used(entry)) return entry;
  }
  std::uint32_t count = 0;      // few fit: count them
  for (const int entry : among) count += accept(entry) && !used(entry);
  if (count == 0) return -1;
  std::uint32_t left = random_.below(count);
  for (const int entry : among)
    if (accept(entry) && !used(entry) && left-- == 0) return entry;
  return -1;
}

int Generator::open(const Production& rule) {
  const auto base = static_cast<int>(values_.size());
  if (values_.size() + rule.variables.size() > kMostValues) return -1;
  values_.resize(values_.size() + rule.variables.size());
  return base;
}

bool Generator::fill_verb(const Variable& variable, int base, int at) {
  const int subject = variable.subject < 0 ? -1 : base + variable.subject, object = variable.object < 0 ? -1 : base + variable.object;
  const auto goes_with = [&](const Choice& nouns, int value) { return value < 0 || nouns.contains(values_[static_cast<std::size_t>(value)].entry); };
  const int entry = pick(*variable.among, [&](int verb) { return goes_with(grammar_->entry(verb).subjects, subject) && goes_with(grammar_->entry(verb).objects, object); });
  if (entry < 0) return false;
  Value& value = values_[static_cast<std::size_t>(at)];
  value.entry = entry;
  value.subject = subject, value.object = object;
  return true;
}

bool Generator::fill_adjective(const Variable& variable, int base, int at) {
  const int noun = base + variable.described;
  const Entry& described = grammar_->entry(values_[static_cast<std::size_t>(noun)].entry);
  const std::vector<int>* among = variable.among ? variable.among : &described.adjectives.list;
  if (variable.kind == Variable::Kind::Reason) {
    const auto found = variable.reasons->find(values_[static_cast<std::size_t>(base + variable.of)].entry);
    if (found == variable.reasons->end()) return false;
    among = values_[static_cast<std::size_t>(noun)].role == Role::Subject ? &found->second.subject : &found->second.object;
  }
  const int entry = pick(*among, [&](int adjective) { return described.adjectives.contains(adjective); });
  if (entry < 0) return false;
  values_[static_cast<std::size_t>(at)].entry = entry;
  values_[static_cast<std::size_t>(at)].described = noun;
  return true;
}

bool Generator::fill_noun(const Variable& variable, int base, int at) {
  const int of = variable.of < 0 ? -1 : base + variable.of;
  const Entry* other = of < 0 ? nullptr : &grammar_->entry(values_[static_cast<std::size_t>(of)].entry);
  const std::vector<int>* among = variable.among;
  if (variable.source == Source::Subject) among = &other->subjects.list;
  if (variable.source == Source::Object) among = &other->objects.list;
  const bool itself = variable.source == Source::Relation && !variable.relation;      // the one way in which a noun stands twice in a sentence
  if (variable.source == Source::Relation && variable.relation) among = &(*variable.relation)[static_cast<std::size_t>(values_[static_cast<std::size_t>(of)].entry)];
  if (variable.source == Source::Like) among = &grammar_->nouns.find(grammar_->categories[static_cast<std::size_t>(other->category)])->second;
  const int entry = itself ? values_[static_cast<std::size_t>(of)].entry : pick(*among, [](int) { return true; });
  if (entry < 0) return false;
  Value& value = values_[static_cast<std::size_t>(at)];
  value.entry = entry;
  value.head = at;
  if (variable.source == Source::Subject) value.role = Role::Subject, values_[static_cast<std::size_t>(of)].subject = at;
  if (variable.source == Source::Object) {
    Value& verb = values_[static_cast<std::size_t>(of)];
    value.role = Role::Object;
    (verb.object < 0 ? verb.object : verb.other_object) = at;
  }
  return true;
}

int Generator::choose_rule(const Phrase& phrase, int noun) {
  const bool deep = active_[static_cast<std::size_t>(&phrase - grammar_->phrases.data())] >= kDeepest;
  const auto fits = [&](const Production& rule) {
    if (deep && rule.names_itself) return false;
    return noun < 0 || (rule.fits[static_cast<std::size_t>(grammar_->entry(noun).counting)] && (rule.only.list.empty() || rule.only.contains(noun)));
  };
  int sum = 0;
  for (const int index : phrase.productions)
    if (const Production& rule = grammar_->productions[static_cast<std::size_t>(index)]; fits(rule)) sum += rule.weight;
  if (sum == 0) return -1;
  auto left = static_cast<int>(random_.below(static_cast<std::uint32_t>(sum)));
  for (const int index : phrase.productions)
    if (const Production& rule = grammar_->productions[static_cast<std::size_t>(index)]; fits(rule) && (left -= rule.weight) < 0) return index;
  return -1;
}

bool Generator::fill_phrase(const Variable& variable, int at) {
  const auto phrase = static_cast<std::size_t>(variable.phrase);
  const int entry = variable.has_noun ? values_[static_cast<std::size_t>(at)].entry : -1;
  const int index = choose_rule(grammar_->phrases[phrase], entry);
  if (index < 0) return false;
  const Production& rule = grammar_->productions[static_cast<std::size_t>(index)];
  const int base = open(rule);
  if (base < 0) return false;
  Value& value = values_[static_cast<std::size_t>(at)];
  value.production = index, value.first = base, value.number = rule.number;
  if (rule.takes_noun) {
    Value& noun = values_[static_cast<std::size_t>(base)];
    noun.entry = entry, noun.role = value.role, noun.number = rule.number, noun.head = base;
    value.head = base;
  }
  if (rule.conjunct >= 0) value.conjunct = base + rule.conjunct;
  ++active_[phrase];
  const bool done = fill(index, base);
  --active_[phrase];
  return done;
}

bool Generator::fill(int production, int base) {
  const Production& rule = grammar_->productions[static_cast<std::size_t>(production)];
  for (std::size_t i = rule.takes_noun ? 1 : 0; i < rule.variables.size(); ++i) {
    const Variable& variable = rule.variables[i];
    const int at = base + static_cast<int>(i);
    if (variable.optional && random_.below(kOptionalOneIn) != 0) {
      values_[static_cast<std::size_t>(at)].present = false;
      continue;
    }
    bool done = true;
    if (stands_for_noun(variable)) done = fill_noun(variable, base, at);
    if (done && variable.kind == Variable::Kind::Phrase) done = fill_phrase(variable, at);
    if (variable.kind == Variable::Kind::Verb) done = fill_verb(variable, base, at);
    if (variable.kind == Variable::Kind::Adjective || variable.kind == Variable::Kind::Reason) done = fill_adjective(variable, base, at);
    if (variable.kind == Variable::Kind::Word) done = (values_[static_cast<std::size_t>(at)].entry = pick(*variable.among, [](int) { return true; })) >= 0;
    if (!done) return false;
  }
  return true;
}

bool Generator::draw_rule(int production, WorldSentence& out) {
  values_.clear();
  std::fill(active_.begin(), active_.end(), 0);
  const Production& rule = grammar_->productions[static_cast<std::size_t>(production)];
  if (open(rule) < 0 || !fill(production, 0)) return false;
  sentence_ = &out;
  for (const Language language : {Language::English, Language::Chinese}) {
    Side& state = sides_[static_cast<std::size_t>(language)];
    state.marks.clear(), state.verbs.clear(), state.pronouns.clear();
    WorldSide& words = side(language);
    words.tokens.clear(), words.subjects.clear(), words.referents.clear();
    if (!render(0, production, language)) return false;
  }
  finish(production);
  return true;
}

bool Generator::draw(WorldSentence& out) {
  const auto left = static_cast<int>(random_.below(static_cast<std::uint32_t>(bounds_.back())));
  const auto found = std::upper_bound(bounds_.begin(), bounds_.end(), left);
  const int rule = rules_[static_cast<std::size_t>(found - bounds_.begin())];
  for (int i = 0; i < 30; ++i)          // the same rule, so that rare words do not make it rarer
    if (draw_rule(rule, out)) return true;
  return false;
}

}  // namespace epochs::data::tiny
