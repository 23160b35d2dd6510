// The lesson's training: English sentences into Chinese, or the other way, word by word.
//   for each batch of B sentence pairs:
//     h = the states of the encoder over the source      s_0 = the last of them
//     Fixed: s_t = f(y_{t−1}, s_{t−1})      Attention: s_t = f([y_{t−1} | c_t], s_{t−1}), c_t = Σ_s α_ts h_s (nn/models/seq2seq.hpp)
//     J = mean −ln p(y_t), with the right words said before it (teacher forcing: Williams & Zipser 1989)
//     gradients back through both networks; clipped; Adam
// Going back in time is exact: the state holds all that the future hangs on.
#pragma once

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "core/random.hpp"
#include "exam.hpp"
#include "nn/models/seq2seq.hpp"
#include "nn/optimizer.hpp"
#include "nn/tape.hpp"
#include "session/session.hpp"

namespace epochs::translation {

inline constexpr int kMostHidden = 256, kMostRows = 128, kLeastLongest = 4;
inline constexpr double kMostRate = 1e6, kMostClip = 100;

struct Settings {
  Language from = Language::English;             // that is read
  nn::Context context = nn::Context::Fixed;
  nn::Score score = nn::Score::Additive;         // of attention
  nn::Reading reading = nn::Reading::BothWays;
  nn::RecurrentKind kind = nn::RecurrentKind::Gru;
  int hidden = 64;                               // H, also of a word's vector
  double rate = 0.004, clip = 1;                 // η; the norm to which gradients are clipped
  int rows = 32;                                 // B
  int longest = kMostWords;                      // source words of the longest sentence learned from
  bool operator==(const Settings&) const = default;
};
nn::Seq2SeqSettings shape_of(const Settings& settings);

// What the learner can do. Another language, context, score, reading, cell or width begins anew with new weights; the rest changes the run as it goes on.
struct SetFrom { Language language; };
struct SetContext { nn::Context context; };
struct SetScoring { nn::Score score; };
struct SetReading { nn::Reading reading; };
struct SetKind { nn::RecurrentKind kind; };
struct SetHidden { int hidden; };
struct SetRate { double rate; };
struct SetClip { double clip; };                 // 0: none
struct SetRows { int rows; };
struct SetLongest { int words; };
using Command = std::variant<SetFrom, SetContext, SetScoring, SetReading, SetKind, SetHidden, SetRate, SetClip, SetRows, SetLongest>;

bool continues(const Command& now, const Command& before);
bool outlives_restart(const Command& command);

inline constexpr int kMostExams = 240;           // beyond: every second one is dropped

struct Snapshot {
  Settings settings;
  std::shared_ptr<const Corpus> corpus;
  std::shared_ptr<const nn::Seq2Seq> network;    // these weights: pictures work on it without waiting for training
  long parameters = 0;
  double loss = 0, gradient_norm = 0;            // of the last update; nats a word
  std::vector<Exam> exams;                       // oldest first
  long updates = 0, words_read = 0;              // since the weights were drawn
};

class Interpreter {
 public:
  using Command = translation::Command;
  using Snapshot = translation::Snapshot;

  struct State {
    std::uint64_t seed = 1;
    Settings settings;
    std::vector<Matrix> parameters;
    nn::OptimizerState optimizer;
    Random::State random;                        // draws the batch that comes next
    std::vector<Exam> exams;
    double loss = 0, gradient_norm = 0, loss_since = 0;          // sum since the last exam
    long updates = 0, words_read = 0, next_exam = 0, last_exam = 0;
  };

  explicit Interpreter(std::uint64_t seed, const Settings& settings = {});
  Interpreter(Interpreter&&) noexcept;           // the optimizer points into the network, which stays where it is
  Interpreter& operator=(Interpreter&&) noexcept;
  ~Interpreter();

  session::UpdateReport advance();               // one batch; the loss is before the update
  void apply(const Command& command);
  Snapshot observe(const session::ObserveRequest& request) const;
  State state() const;
  void restore(const State& state);
  static std::size_t size_of(const State& state);
  std::string culprit() const;                   // "decoder/wh", …
  std::string largest_parameter() const;
  double loss() const;                           // on the batch that comes next, before the first update

  const Settings& settings() const { return settings_; }
  const nn::Seq2Seq& network() const;
  const Corpus& words() const { return *corpus_; }
  void set_exams(bool on) { examined_ = on; }    // claims measure by themselves

 private:
  struct Pupil;
  void on(const SetFrom& c);
  void on(const SetContext& c);
  void on(const SetScoring& c);
  void on(const SetReading& c);
  void on(const SetKind& c);
  void on(const SetHidden& c);
  void on(const SetRate& c);
  void on(const SetClip& c);
  void on(const SetRows& c);
  void on(const SetLongest& c);
  void begin();                                  // new weights
  void examine();

  std::uint64_t seed_ = 1;
  Settings settings_;
  std::shared_ptr<const Corpus> corpus_;
  std::unique_ptr<Pupil> pupil_;
  Random random_{1};
  std::vector<Exam> exams_;
  double loss_ = 0, gradient_norm_ = 0, loss_since_ = 0;
  long updates_ = 0, words_read_ = 0, next_exam_ = 0, last_exam_ = 0;
  bool examined_ = true;
};

}  // namespace epochs::translation
