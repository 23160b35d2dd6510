// The lesson's training: a recurrent network (model by model: simple, LSTM, GRU; alone, or all three on the same batches) reads symbol by symbol and learns by
// backpropagation through time (Werbos 1990; Williams & Zipser 1989), cut after T steps; the state goes on from stretch to stretch.
//   for each stretch of T symbols, B streams at once:
//     s_t = f(x_t U + s_{t−1} W + b)   o_t = softmax(s_t V + c)   J = mean −ln o_t[x_{t+1}]
//     gradients back from s_T to s_1; if ‖g‖ > clip: g ← g · clip / ‖g‖ (Pascanu, Mikolov & Bengio 2013)
//     every weight against its gradient (Adam)
// Used by 1990_rnn and 1997_lstm. Going back in time is exact: the state holds all that the future hangs on.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/random.hpp"
#include "network.hpp"
#include "nn/optimizer.hpp"
#include "nn/tape.hpp"
#include "reading.hpp"
#include "session/session.hpp"
#include "tasks.hpp"
#include "texts.hpp"
#include "writing.hpp"

namespace epochs::recurrent {

inline constexpr int kMostSteps = 128, kMostRows = 64;
inline constexpr double kMostClip = 100;

enum class Contest { Alone, AllThree };          // AllThree: RNN, LSTM and GRU of as many parameters, the same seed, the same batches; the chosen kind first

struct Settings {
  Task task = Task::Text;
  Source source = Source::World;                 // of Task::Text
  nn::RecurrentKind kind = nn::RecurrentKind::Rnn;
  Contest contest = Contest::Alone;
  nn::Init init = nn::Init::Xavier;
  int hidden = 64;                               // H, 1 … kMostHidden
  int steps = 32;                                // T of Task::Text; the other tasks are as long as their sentences
  int rows = 16;                                 // B
  nn::OptimizerKind optimizer = nn::OptimizerKind::Adam;         // Sgd or Adam
  double rate = 0.005;                           // η
  double clip = 1;                               // of the joint norm of all gradients; 0: none
  double forget_bias = 1;                        // LSTM
  int gap = 5;                                   // Task::Recall
  bool mixed_gaps = false;                       // Task::Recall: each batch its own gap, 1 … gap
  bool operator==(const Settings&) const = default;
};

int symbols_of(const Settings& settings, const Text* text);      // V of the task; text: of Task::Text
std::vector<Shape> shapes_of(const Settings& settings, int symbols);       // of the contestants, the chosen kind first

// What the learner can do. Another task, text, kind, contest, init, hidden or forget bias begins anew with new weights; the rest changes the run as it goes on.
struct ChooseTask { Task task; };
struct ChooseText { Source source; };            // World
// Fetched and own texts: read by whoever posts this, and again when a run is opened (by source, path or what was pasted).
struct UseText { std::shared_ptr<const Text> text; std::string path, pasted; Source source = Source::Own; };
struct SetKind { nn::RecurrentKind kind; };
struct SetContest { Contest contest; };
struct SetInit { nn::Init init; };
struct SetHidden { int hidden; };
struct SetSteps { int steps; };
struct SetRows { int rows; };
struct SetOptimizer { nn::OptimizerKind kind; };
struct SetRate { double rate; };
struct SetClip { double clip; };
struct SetForgetBias { double bias; };
struct SetGap { int gap; bool mixed; };
using Command = std::variant<ChooseTask, ChooseText, UseText, SetKind, SetContest, SetInit, SetHidden, SetSteps, SetRows, SetOptimizer, SetRate, SetClip, SetForgetBias, SetGap>;

bool continues(const Command& now, const Command& before);
bool outlives_restart(const Command& command);

// How a contestant stood when it was examined (exam.hpp): at update 0, every tenth update, then ever more rarely, so that 200 or so cover any run.
struct Exam {
  long update = 0;
  double loss = 0;                               // mean of the updates since the last exam, nats
  double bits = 0;                               // Text: per symbol, on held-out text
  double words = 0;                              // Text: share of the words written that occur in the held-out text
  std::string sample;                            // Text: what it wrote, always from the same seed
  std::vector<double> right;                     // Recall: share right at gaps kExamGaps; Agreement: at distances 0 … kMostDistance
};
inline constexpr int kMostExams = 240;           // beyond: every second one is dropped
inline constexpr std::array<int, 8> kExamGaps = {1, 2, 5, 10, 15, 25, 40, 60};

struct ContestantSeen {
  nn::RecurrentKind kind = nn::RecurrentKind::Rnn;
  int hidden = 0;
  long parameters = 0;
  std::shared_ptr<const Network> network;        // these weights: read(), blame(), write() work on it without waiting for training
  double loss = 0, gradient_norm = 0;            // of the last update; the norm before clipping
  std::vector<Exam> exams;                       // oldest first
};

// Baselines of Task::Text, of the same places of the held-out text that exams ask for; counted once for a text.
struct CountingBits {
  double uniform = 0, unigram = 0, bigram = 0, trigram = 0;      // bits per symbol
};
std::shared_ptr<const CountingBits> counting_bits(const std::shared_ptr<const Text>& text);      // kept as long as the text

struct Snapshot {
  Settings settings;
  std::shared_ptr<const Text> text;              // of Task::Text, else null
  std::vector<std::string> symbols;              // V, of the task: what ids stand for
  std::vector<ContestantSeen> contestants;       // 1 or 3; the first is the one that is looked into
  std::shared_ptr<const CountingBits> counting;  // of Task::Text
  // The first row of the batch that comes next, run through the first contestant: the update's four beats are about it.
  std::shared_ptr<const Reading> next;           // null unless a trace was asked for
  std::shared_ptr<const Blame> blame;            // from the loss of its last step that is asked for
  int next_rows = 0;                             // B of that batch
  long updates = 0, symbols_read = 0;            // since the weights were drawn
  const Network& network() const { return *contestants.front().network; }
};

class Reader {
 public:
  using Command = recurrent::Command;
  using Snapshot = recurrent::Snapshot;

  struct ContestantState {
    Shape shape;
    std::vector<Matrix> parameters;
    nn::OptimizerState optimizer;
    Matrix carried;                              // Text: the state of each stream
    double loss = 0, gradient_norm = 0, loss_since = 0;          // sum since the last exam
    std::vector<Exam> exams;
  };
  struct State {
    std::uint64_t seed = 1;
    Settings settings;
    std::shared_ptr<const Text> text;
    std::string path, pasted;
    std::vector<ContestantState> contestants;
    Streams streams;
    Random::State random;                        // draws the batch that comes next
    long updates = 0, symbols_read = 0, next_exam = 0, last_exam = 0;
  };

  explicit Reader(std::uint64_t seed, const Settings& settings = {});
  Reader(std::uint64_t seed, const Settings& settings, std::shared_ptr<const Text> text);        // any text: for claims and tests
  Reader(Reader&&) noexcept;                     // the optimizers point into the contestants, which stay where they are
  Reader& operator=(Reader&&) noexcept;
  ~Reader();

  session::UpdateReport advance();               // one batch for every contestant; the loss is the first one's, in nats, before the update
  void apply(const Command& command);
  Snapshot observe(const session::ObserveRequest& request) const;
  State state() const;
  void restore(const State& state);
  static std::size_t size_of(const State& state);
  std::string culprit() const;                   // "cell/wh", …; of others than the first with their kind before it: "lstm/cell/wh"
  std::string largest_parameter() const;
  double loss() const;                           // of the first contestant on the batch that comes next, before the first update

  const Settings& settings() const { return settings_; }
  const Text* text() const { return text_.get(); }
  const Network& network(std::size_t contestant = 0) const;
  void set_exams(bool on) { examined_ = on; }    // claims measure by themselves

 private:
  struct Contestant;
  void on(const ChooseTask& c);
  void on(const ChooseText& c);
  void on(const UseText& c);
  void on(const SetKind& c);
  void on(const SetContest& c);
  void on(const SetInit& c);
  void on(const SetHidden& c);
  void on(const SetSteps& c);
  void on(const SetRows& c);
  void on(const SetOptimizer& c);
  void on(const SetRate& c);
  void on(const SetClip& c);
  void on(const SetForgetBias& c);
  void on(const SetGap& c);
  void begin();                                  // new weights, the text from its start
  void use(std::shared_ptr<const Text> text, std::string path, std::string pasted);
  Batch draw(Streams& streams, Random& random) const;      // the batch that comes next
  void learn(Contestant& contestant, const Batch& batch);
  void examine();
  const Text& required_text() const;

  std::uint64_t seed_ = 1;
  Settings settings_;
  std::shared_ptr<const Text> text_;
  std::string path_, pasted_;
  std::vector<std::unique_ptr<Contestant>> contestants_;
  Streams streams_;
  Random random_{1};
  std::shared_ptr<const WordShare> words_;       // of text_, made when a sample is first looked at
  long updates_ = 0, symbols_read_ = 0, next_exam_ = 0, last_exam_ = 0;
  bool examined_ = true;
};

}  // namespace epochs::recurrent
