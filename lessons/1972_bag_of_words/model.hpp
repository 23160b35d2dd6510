// A bag of words: what is left of a document when only its words are counted, and what that is good for. Nothing is guessed and nothing flows
// back here: one update reads one document and adds it to the counts.
//
//     N ← N + 1,   df ← df + 1 for each of its words          (counts.hpp has the formulas)
//
// All that is shown is a function of the documents and of how many have been read, so that going back in time is exact.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "counts.hpp"
#include "session/session.hpp"

namespace epochs::bag {

// Whose side of a document: an edit in one language leaves the other as it is.
enum class Side { English, Chinese, Both };
// In which language documents are read: that of the page, or always the same.
enum class Reader { Page, English, Chinese };

inline constexpr int kFewestWords = 2, kMostWords = 24;        // of the one-hot vocabulary
inline constexpr std::size_t kMostCharacters = 12;

// What the learner can do.
struct ChooseDocuments { Set set; };                           // other documents, none of them read yet; its own question
struct SetWeighting { Weighting weighting; };
struct SetCut { Cut cut; };
struct SetReader { Reader reader; };
struct SetRead { int read; };                                  // more than there are: all
struct SetVocabulary { int words; };
struct SetCharacters { std::string text; };
struct SetQuery { std::string text; Side side; };
struct EditDocument { int index; std::string text; Side side; };
struct AddDocument { std::string text; };                      // read at once where no other waits to be read
struct DeleteDocument { int index; };
using Command = std::variant<ChooseDocuments, SetWeighting, SetCut, SetReader, SetRead, SetVocabulary, SetCharacters, SetQuery, EditDocument, AddDocument, DeleteDocument>;

bool continues(const Command& now, const Command& before);

// Documents with both their shelves, shared between states: an edit makes another.
struct Library {
  std::vector<Document> documents;
  std::array<std::shared_ptr<const Shelf>, 2> shelves;         // by Language
  Library(std::vector<Document> all, Cut cut);
  const std::shared_ptr<const Shelf>& shelf(Language language) const { return shelves[static_cast<std::size_t>(language)]; }
};

// The collection in one language.
struct Collection {
  Reading reading;
  Query query;
  std::vector<double> similarity;      // of the query to each document read
  int nearest = -1;                    // −1: all similarities are 0
};

struct Snapshot {
  std::shared_ptr<const Library> library;
  Set set = Set::Six;
  Weighting weighting = Weighting::Counts;
  Cut cut = Cut::Words;
  Reader reader = Reader::Page;
  int read = 0, vocabulary = 6;
  std::string characters;
  Document query;
  double share_wrong = 1;
  std::vector<Collection> sides;        // English, Chinese
  Language language(Language page) const { return reader == Reader::Page ? page : reader == Reader::English ? Language::English : Language::Chinese; }
  const Collection& side(Language page) const { return sides[static_cast<std::size_t>(language(page))]; }
  int size() const { return static_cast<int>(library->documents.size()); }
};

class BagOfWords {
 public:
  using Command = bag::Command;
  using Snapshot = bag::Snapshot;

  struct State {
    std::uint64_t seed = 1;
    Set set = Set::Six;
    Weighting weighting = Weighting::Counts;
    Cut cut = Cut::Words;
    Reader reader = Reader::Page;
    int read = 0, vocabulary = 6;
    std::string characters;
    Document query;
    std::shared_ptr<const Library> library;
  };

  explicit BagOfWords(std::uint64_t seed, Set set = Set::Six);

  session::UpdateReport advance();                             // one document read; nothing when all are
  void apply(const Command& command);                          // an index out of range is the caller's fault
  bool finished() const { return state_.read >= size(); }
  Snapshot observe(const session::ObserveRequest& request) const;
  State state() const { return state_; }
  void restore(const State& state) { state_ = state; }
  static std::size_t size_of(const State& state);
  std::string culprit() const { return ""; }                   // counts stay finite
  double loss() const;                                         // the share of documents without a neighbour of their own topic nearest to them

  int size() const { return static_cast<int>(state_.library->documents.size()); }
  Reading reading(Language language) const { return Reading(state_.library->shelf(language), state_.read, state_.weighting); }

 private:
  void on(const ChooseDocuments& c);
  void on(const SetWeighting& c);
  void on(const SetCut& c);
  void on(const SetReader& c);
  void on(const SetRead& c);
  void on(const SetVocabulary& c);
  void on(const SetCharacters& c);
  void on(const SetQuery& c);
  void on(const EditDocument& c);
  void on(const AddDocument& c);
  void on(const DeleteDocument& c);
  void use(std::vector<Document> documents);
  std::vector<Document> copy_to_change(int index) const;       // checks the index

  State state_;
};

}  // namespace epochs::bag
