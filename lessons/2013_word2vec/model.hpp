// word2vec (Mikolov, Chen, Corrado & Dean 2013a; Mikolov, Sutskever, Chen, Corrado & Dean 2013b): to guess a word's neighbours it must get a vector
// that says who they are. Each word w has two vectors: v_w as the word that guesses, u_w as the word that is guessed.
//
//   skip-gram   h = v_centre             guesses each neighbour o within the window, one pair at a time
//   CBOW        h = mean of v_neighbour  guesses the centre o from all of them together
//
//   softmax             J = −log ( e^{u_o·h} / Σ_w e^{u_w·h} )                    all V words compete
//   negative sampling   J = −log σ(u_o·h) − Σ_k log σ(−u_k·h),  k ~ count^¾       one true neighbour against K words drawn at random
//
//   with s = u·h and g = dJ/ds (σ(s) − 1 for the true one, σ(s) for a negative; p_w − [w = o] for the softmax):
//   u ← u − η g h     h's words ← theirs − η Σ g u    (CBOW: a share of it for each neighbour)
//
// The update is written by hand; a test holds it to the tape. Going back in time is exact: the state holds all that the future hangs on.
#pragma once

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "core/matrix.hpp"
#include "core/random.hpp"
#include "data/word_vectors.hpp"
#include "guess.hpp"
#include "session/session.hpp"
#include "texts.hpp"
#include "walk.hpp"

namespace epochs::word2vec {

inline constexpr int kMostWidth = 128, kMostWindow = 10, kMostNegatives = 20, kMostPairs = 4096;
inline constexpr int kTrailWords = 240;          // so many of the commonest words keep their path
inline constexpr long kFirstTrail = 64;
inline constexpr int kMostTrail = 48;            // places of a path: where there are more, every second is dropped

struct Settings {
  Source source = Source::World;
  Method method = Method::SkipGram;
  Output output = Output::Negatives;
  int width = 24;                                // D
  int window = 2;                                // words on each side; 0: nobody has a neighbour
  int negatives = 5;                             // K; 0: nothing pushes apart
  double subsample = 0;                          // t of 2013b: a word of share f is left out with 1 − √(t/f); 0: none is
  double rate = 0.05;                            // η
  int pairs = 1;                                 // guesses in one update, one after the other
  bool operator==(const Settings&) const = default;
};

// What the learner can do. All but the rate and the pairs of an update begin anew: other vectors, the text from its start.
struct ChooseText { Source source; };            // built in
// Poems, Austen, Bible and Own: read by the player, and again when a run is opened: by its source, of Own from path or pasted (read_again() in files.hpp).
struct UseText { std::shared_ptr<const Text> text; std::string path, pasted; Source source = Source::Own; };
struct UseVectors { std::shared_ptr<const data::WordVectors> vectors; std::string path; };    // of a file; nothing trains them
struct SetMethod { Method method; };
struct SetOutput { Output output; };
struct SetWidth { int width; };
struct SetWindow { int window; };
struct SetNegatives { int negatives; };
struct SetSubsample { double threshold; };
struct SetRate { double rate; };
struct SetPairs { int pairs; };
using Command = std::variant<ChooseText, UseText, UseVectors, SetMethod, SetOutput, SetWidth, SetWindow, SetNegatives, SetSubsample, SetRate, SetPairs>;

bool continues(const Command& now, const Command& before);
bool outlives_restart(const Command& command);

struct Trail {                                   // vectors of the first kTrailWords words as they were
  long pairs = 0;
  std::shared_ptr<const Matrix> vectors;         // min(V, kTrailWords)×D
};

struct Snapshot {
  std::shared_ptr<const Text> text;              // of loaded vectors: words without a text
  Settings settings;
  std::shared_ptr<const Matrix> vectors, outputs;          // V×D: v and u; of loaded vectors u is empty (0×D)
  Pass next;                                     // the guess that the next update begins with
  long pairs = 0, words = 0;                     // guessed, and read, so far
  double mean_loss = 0;                          // of the last update
  std::vector<Trail> trail;                      // oldest first, the present not among them
  std::string file;                              // of loaded vectors
  bool trainable() const { return settings.source != Source::Vectors; }
};

class Word2Vec {
 public:
  using Command = word2vec::Command;
  using Snapshot = word2vec::Snapshot;

  struct State {
    std::uint64_t seed = 1;
    Settings settings;
    std::shared_ptr<const Text> text;
    std::string path, pasted;                    // where text or vectors came from
    std::shared_ptr<const Matrix> vectors, outputs;        // V×D; shared until one is changed
    Walk::State walk;                            // which guesses come next
    long pairs = 0;
    double mean_loss = 0;
    std::vector<Trail> trail;
    long trail_every = kFirstTrail;              // pairs between two places of a path
  };

  explicit Word2Vec(std::uint64_t seed, const Settings& settings = {});
  Word2Vec(std::uint64_t seed, const Settings& settings, std::shared_ptr<const Text> text);   // any text: for claims and tests

  session::UpdateReport advance();               // settings().pairs guesses; the report's loss is their mean
  void apply(const Command& command);
  bool finished() const;                         // nothing to guess: loaded vectors, window 0, no sentence of two words
  Snapshot observe(const session::ObserveRequest& request) const;
  State state() const;
  void restore(const State& state);
  static std::size_t size_of(const State& state);
  std::string culprit() const;
  double loss() const;                           // mean over a fixed sample of guesses, before the first update

  const Settings& settings() const { return settings_; }
  const Text& text() const { return *text_; }
  ConstMatrix vectors() const { return vectors_; }         // v, V×D
  ConstMatrix outputs() const { return outputs_; }         // u, V×D
  const Example& next() const { return walk_.next(); }
  Pass pass_of(const Example& example) const { return pass(vectors_, outputs_, example, settings_.output); }
  void train(long pairs);                        // the same vectors as after so many updates of one pair, without trails or reports: for claims

 private:
  void on(const ChooseText& c);
  void on(const UseText& c);
  void on(const UseVectors& c);
  void on(const SetMethod& c) { settings_.method = c.method, begin(); }
  void on(const SetOutput& c) { settings_.output = c.output, begin(); }
  void on(const SetWidth& c);
  void on(const SetWindow& c);
  void on(const SetNegatives& c);
  void on(const SetSubsample& c);
  void on(const SetRate& c);
  void on(const SetPairs& c);
  void begin();                                  // other vectors, the text from its start
  void use(std::shared_ptr<const Text> text);    // the walk over it; vectors stay
  WalkSettings walk_settings() const { return {settings_.method, settings_.window, settings_.output == Output::Negatives ? settings_.negatives : 0, settings_.subsample}; }
  double guess_once();
  void look_at_moved();                          // whether what the last guess moved is finite
  void look_at_all();
  void keep_trail();
  void changed() { shown_vectors_.reset(), shown_outputs_.reset(); }

  std::uint64_t seed_ = 1;
  Settings settings_;
  std::shared_ptr<const Text> text_;
  std::string path_, pasted_;
  Matrix vectors_, outputs_;
  bool vectors_finite_ = true, outputs_finite_ = true;
  Walk walk_;
  long pairs_ = 0;
  double mean_loss_ = 0;
  std::vector<Trail> trail_;
  long trail_every_ = kFirstTrail;
  Pass scratch_;
  mutable std::shared_ptr<const Matrix> shown_vectors_, shown_outputs_;     // copies for snapshots and states, made once between two updates
};

}  // namespace epochs::word2vec
