// One open lesson, whatever its model: what the shell draws, plays, saves and exports. A lesson folder implements it;
// lesson/typed_player.hpp does the parts that depend only on the Session type.
#pragma once

#include <chrono>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "claim/claim.hpp"
#include "core/result.hpp"
#include "core/text.hpp"
#include "lesson/text.hpp"
#include "session/training.hpp"
#include "ui/frame.hpp"

namespace epochs::lesson {

enum class Beat { Forward, Loss, Backward, Update };
enum class Question { Settled, Open };   // Settled: answered or skipped, or there is none
enum class Honesty { TrainedNow, Replayed, Pretrained, Illustrative };

struct HonestyRecord {         // what a click on the mark opens
  Honesty kind = Honesty::TrainedNow;
  LocalizedText data, size;
  std::uint64_t seed = 0;
};

// One number, its account: what the inspector shows.
struct AccountTerm {
  std::string symbol;          // math markup as in ui/formula.hpp: "w_1 x_1"
  std::string quantity;        // identity colour
  std::string calculation;     // "½ (0.31 − 1)²"; empty for a product, whose text is made of its factors
  std::string label;           // "praise"
  double value = 0;
  std::vector<double> factors = {};    // "0.31 × 1.2", with as many digits as it takes
};
struct AccountUse {
  std::string label;           // "hidden unit 3, z"
  std::string selects;         // selection id that a click goes to; empty: words only
};
struct Account {
  std::string symbol, quantity, description, source;   // "z", "act", "score of review 12", "“Slow at first …”"
  double value = 0;
  int decimals = 3;
  std::vector<AccountTerm> terms;
  std::string terms_title;     // what the terms make, where that is not the number itself: "What the next update makes of it"
  std::string sum_symbol, sum_label;
  double sum = 0;
  std::vector<std::string> consequences;               // "What happens to it"
  std::vector<AccountUse> uses;
  std::optional<int> value_decimals = {};              // of the number itself, where its terms are of another size
  std::optional<std::pair<std::string, double>> hidden;   // label and value covered by "?" until the prediction is answered
};

// A setting of the model that the learner, a text (:::set) or a state file can change.
struct Setting {
  enum class Kind { Choice, Number, Switch, Count };   // Count: a small whole number, one more or one less at a time
  std::string key;
  Localized label;
  Kind kind = Kind::Choice;
  std::vector<std::pair<std::string, Localized>> choices;
  double low = 0, high = 1;
  bool logarithmic = false, whole = false;
  std::string value;           // current, as text
  bool waits = false;          // it would answer the open question: held until the guess, and so is whatever a view offers to change it
  bool begins_anew = false;    // another value is another problem: what was trained before does not compare with it
  bool of_the_hand = false;    // what a click does: no run differs by it
};

struct Table {                 // data of a view as CSV
  std::string name;
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
};

// The trace clock: walking through one recorded forward/backward of the probe, op by op.
struct TracePosition {
  Beat beat = Beat::Forward;
  int op = 0, ops = 0;         // op 0 … ops−1 within the beat
  int code_line = -1;          // line of the code twin that is lit
};

class Player {
 public:
  virtual ~Player() = default;

  // Clocks.
  virtual session::Training& training() = 0;
  // Shares each update among so many threads, before the first one; returns how many are of use. Most models of a lesson are too small.
  virtual int share_updates(int) { return 1; }
  virtual TracePosition trace_position() const = 0;
  virtual void trace_step(int direction) = 0;          // ±1 op; past the last op of Update: one update forward; before the first: one back
  virtual void trace_beat(Beat beat) = 0;

  // Stage. `view` is a name from :::view; several views share the stage.
  virtual std::vector<std::string> views() const = 0;
  virtual Localized view_title(std::string_view view) const = 0;
  // `area` is what the view may fill: inside the panel's padding, below its title, which the shell draws with its baseline 20 u
  // above area.y. A legend may stand on that title line, right aligned at area.right() − 36 (the panel's menu is right of it).
  virtual void draw(ui::Ui& ui, std::string_view view, ui::Rect area) = 0;
  virtual bool wide_stage(const Step&) const { return false; }
  virtual Localized loss_name() const { return {"mean loss", "平均损失"}; }   // what the history draws
  virtual std::optional<Account> account(Language language) const = 0;   // of the selected number
  virtual void select(std::string_view selection) = 0;
  virtual void on_enter(const Step&) {}

  // Is the question of the current step still open? While it is, no view may say what answers it. Told before every frame.
  virtual void set_question(Question) {}
  // Predictions: measure the outcome of a step whose answer is not fixed; called after the guess. May start training.
  virtual std::optional<int> measured_answer(const Step&) { return std::nullopt; }
  // Plays to the answer. Returns the updates per second at which that is best seen (0: as fast as possible); nothing: the learner's speed.
  virtual std::optional<double> reveal(const Step&) { return std::nullopt; }

  // Settings, state, data.
  virtual std::vector<Setting> settings() const = 0;
  virtual Result<void> set(std::string_view key, std::string_view value) = 0;
  virtual nlohmann::json save() const = 0;             // settings, journal of commands, update
  virtual Result<void> restore(const nlohmann::json& state) = 0;
  // A run that restore() refuses only because something outside of it is not here (data that are not installed, a file that has moved):
  // what it lacks, and how to come by it. Such a run is whole, and is kept for the day when it is there.
  virtual std::optional<Error> missing(const nlohmann::json&) const { return std::nullopt; }
  // Does set("points", TABLE) take a table of the learner's own points (data/csv.hpp)?
  virtual bool takes_points() const { return false; }
  // Does set("files", "PATH\nPATH") take a pair of IDX files (data/idx.hpp)?
  virtual bool takes_pictures() const { return false; }
  // What a parameter ("W1") is called on the screen, in the middle of a sentence.
  virtual LocalizedText parameter_words(const std::string& parameter) const { return {parameter, parameter}; }
  // The weights as they are now, as safetensors (nn/checkpoint). An error says why there is no file.
  virtual Result<void> write_model(const std::string&) const { return Error{"this lesson has no weights to write"}; }
  virtual std::vector<Table> tables() const = 0;
  virtual HonestyRecord honesty() const = 0;
  // Of one view, where it shows numbers from elsewhere: its panel then carries a mark of its own.
  virtual HonestyRecord honesty_of(std::string_view) const { return honesty(); }
  virtual Localized repair_label() const { return {"Back to a safe rate", "换回安全的学习率"}; }
  virtual void repair() {}                             // one click after a divergence
};

enum class Era { Neurons, Seeing, Words, Sequences, Attention, LanguageModels };

// One entry of the catalog. Lessons that are not built yet have no make function and are shown as coming.
struct Lesson {
  std::string id;              // "1957_perceptron"
  int year = 0;
  std::string years;           // as printed: "1982, 1990"
  Era era = Era::Neurons;
  Localized title, idea;
  std::vector<claim::Claim> claims;
  std::unique_ptr<Player> (*make)(std::uint64_t seed, bool threaded) = nullptr;
  void (*thumbnail)(ui::Ui& ui, ui::Rect area, double time) = nullptr;
  double updates_per_second = 1;   // as its transport is first set: one by one, or fast enough to see something learned
};

}  // namespace epochs::lesson
