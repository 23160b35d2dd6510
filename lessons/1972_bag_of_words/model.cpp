#include "model.hpp"

#include <algorithm>

#include "core/check.hpp"

namespace epochs::bag {
namespace {

constexpr const char* kOpeningCharacters = "饼饿糕猫狗独马";

void write(Document& document, const std::string& text, Side side) {
  if (side != Side::Chinese) document.english = text;
  if (side != Side::English) document.chinese = text;
}

}  // namespace

Library::Library(std::vector<Document> all, Cut cut)
    : documents(std::move(all)), shelves{make_shelf(documents, Language::English, cut), make_shelf(documents, Language::Chinese, cut)} {}

BagOfWords::BagOfWords(std::uint64_t seed, Set set) {
  state_.seed = seed;
  state_.characters = kOpeningCharacters;
  apply(ChooseDocuments{set});
}

session::UpdateReport BagOfWords::advance() {
  session::UpdateReport report;
  if (!finished()) ++state_.read;
  report.loss = loss();
  if (finished()) report.event = "all read";
  return report;
}

double BagOfWords::loss() const {
  switch (state_.reader) {
    case Reader::English: return reading(Language::English).share_wrong();
    case Reader::Chinese: return reading(Language::Chinese).share_wrong();
    case Reader::Page: break;
  }
  return (reading(Language::English).share_wrong() + reading(Language::Chinese).share_wrong()) / 2;   // a run does not hang on the page's language
}

// ---- What the learner changes ----------------------------------------------------------------------------------------

bool continues(const Command& now, const Command& before) {
  if (now.index() != before.index()) return false;
  return std::holds_alternative<SetRead>(now) || std::holds_alternative<SetVocabulary>(now);
}

void BagOfWords::apply(const Command& command) {
  std::visit([this](const auto& c) { on(c); }, command);
}

void BagOfWords::use(std::vector<Document> documents) {
  state_.set = Set::Own;
  state_.library = std::make_shared<const Library>(std::move(documents), state_.cut);
  state_.read = std::min(state_.read, size());
}

std::vector<Document> BagOfWords::copy_to_change(int index) const {
  EPOCHS_CHECK(index >= 0 && index < size(), "bag of words: no such document");
  return state_.library->documents;
}

void BagOfWords::on(const ChooseDocuments& c) {
  Documents chosen = documents_of(c.set, state_.seed);
  state_.query = chosen.query;
  use(std::move(chosen.documents));
  state_.set = c.set;
  state_.read = 0;
}

void BagOfWords::on(const SetWeighting& c) { state_.weighting = c.weighting; }
void BagOfWords::on(const SetReader& c) { state_.reader = c.reader; }

void BagOfWords::on(const SetCut& c) {
  state_.cut = c.cut;
  state_.library = std::make_shared<const Library>(state_.library->documents, c.cut);
}

void BagOfWords::on(const SetRead& c) { state_.read = std::clamp(c.read, 0, size()); }
void BagOfWords::on(const SetVocabulary& c) { state_.vocabulary = std::clamp(c.words, kFewestWords, kMostWords); }
void BagOfWords::on(const SetCharacters& c) { state_.characters = c.text; }
void BagOfWords::on(const SetQuery& c) { write(state_.query, c.text, c.side); }

void BagOfWords::on(const EditDocument& c) {
  std::vector<Document> changed = copy_to_change(c.index);
  write(changed[static_cast<std::size_t>(c.index)], c.text, c.side);
  use(std::move(changed));
}

void BagOfWords::on(const AddDocument& c) {
  EPOCHS_CHECK(size() < kMostDocuments, "bag of words: at most 200 documents");
  const bool all = finished();
  std::vector<Document> changed = state_.library->documents;
  changed.push_back({c.text, c.text, -1});
  use(std::move(changed));
  if (all) state_.read = size();
}

void BagOfWords::on(const DeleteDocument& c) {
  std::vector<Document> changed = copy_to_change(c.index);
  changed.erase(changed.begin() + c.index);
  if (c.index < state_.read) --state_.read;
  use(std::move(changed));
}

// ---- What can be seen --------------------------------------------------------------------------------------------------

Snapshot BagOfWords::observe(const session::ObserveRequest&) const {
  const State& s = state_;
  Snapshot seen;
  seen.library = s.library;
  seen.set = s.set, seen.weighting = s.weighting, seen.cut = s.cut, seen.reader = s.reader;
  seen.read = s.read, seen.vocabulary = s.vocabulary;
  seen.characters = s.characters, seen.query = s.query;
  seen.share_wrong = loss();
  for (const Language language : {Language::English, Language::Chinese}) {
    Collection side{reading(language), ask(*s.library->shelf(language), s.query.in(language), s.cut), {}, -1};
    for (int document = 0; document < s.read; ++document) side.similarity.push_back(side.reading.cosine(side.query.bag, side.reading.bag(document)));
    side.nearest = side.reading.nearest(side.query.bag);
    seen.sides.push_back(std::move(side));
  }
  return seen;
}

std::size_t BagOfWords::size_of(const State& state) { return sizeof(State) + state.characters.size() + state.query.english.size() + state.query.chinese.size(); }

}  // namespace epochs::bag
