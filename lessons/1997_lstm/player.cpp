#include "player.hpp"

#include <algorithm>

#include "gates.hpp"
#include "lessons/1990_rnn/exam.hpp"
#include "track.hpp"

namespace epochs::recurrent {
namespace {

constexpr long kRememberUpdates = 600;           // of the question of “memory”: as many as the simple network had
constexpr long kWritingUpdates = 600;            // from which on shutting a gate takes something away
constexpr double kWritingRate = 256;             // updates a second
constexpr std::uint64_t kExamples = 1997;        // seed of those it is asked
constexpr int kAskedExamples = 200;
constexpr double kNearlyAlways = 0.75, kHardly = 0.3;

Settings gated_settings() {
  Settings settings;
  settings.kind = nn::RecurrentKind::Lstm;
  return settings;
}

enum GatedLine { kGatesLine = 2, kNewsLine = 3, kMemoryLine = 4, kShownLine = 5, kSoftmaxLine = 6, kMeanLine = 7, kWayBackLine = 8, kStraightLine = 9, kStepLine = 10 };

}  // namespace

int gated_code_line(lesson::TracePlace at, nn::RecurrentKind kind) {
  if (at.beat == lesson::Beat::Loss) return kMeanLine;
  if (at.beat == lesson::Beat::Backward) return at.op == 0 ? kWayBackLine : kStraightLine;
  if (at.beat == lesson::Beat::Update) return kStepLine;
  if (at.op >= forward_ops(kind) - 2) return kSoftmaxLine;
  if (kind == nn::RecurrentKind::Rnn) return kShownLine;
  if (at.op <= 2) return kGatesLine;
  if (at.op == 3) return kNewsLine;
  return kind == nn::RecurrentKind::Lstm && at.op == 4 ? kMemoryLine : kShownLine;
}

GatedPlayer::GatedPlayer(std::uint64_t seed, bool threaded) : RecurrentPlayer(seed, threaded, gated_settings()) {}

std::vector<std::string> GatedPlayer::views() const {
  std::vector<std::string> out = RecurrentPlayer::views();
  out.insert(out.end(), {"gates", "hold", "track"});
  return out;
}

Localized GatedPlayer::view_title(std::string_view view) const {
  if (view == "gates") return {"The gates along a line", "一行字上的门"};
  if (view == "hold") return {"A gate in your hand", "手里的门"};
  if (view == "track") return {"What a unit follows", "单元在跟踪什么"};
  return RecurrentPlayer::view_title(view);
}

bool GatedPlayer::draw_own(Scene& scene, std::string_view view, ui::Rect area) {
  if (view == "gates") draw_gates_view(scene, area);
  else if (view == "hold") draw_hold_view(scene, area);
  else if (view == "track") draw_track_view(scene, area);
  else return false;
  return true;
}

int GatedPlayer::code_line_of(lesson::TracePlace at, const Snapshot& now) const { return gated_code_line(at, now.contestants.front().kind); }

// What the step is about: the memory where the cell is explained, the first gate where gates are.
Place GatedPlayer::subject_of(const Snapshot& now, const Shown& shown) const {
  const Place other = RecurrentPlayer::subject_of(now, shown);
  const std::string& step = hand_.step;
  const bool cell = step == "cell", gates = step == "gates" || step == "hand";
  if ((!cell && !gates) || !shown.reading || shown.reading->steps() < 1) return other;
  const auto rows = gate_rows(shown.reading->kind);
  if (rows.empty()) return other;
  const int at = std::clamp(hand_.at, 0, static_cast<int>(shown.reading->steps()) - 1);
  return place_of(cell ? rows.back() : rows.front(), shown.reading->states.cols(), at, cell ? 0 : unit_shown(hand_.gates, shown.reading->states.cols()));
}

std::optional<int> GatedPlayer::measured_answer(const lesson::Step& step) {
  const auto now = seen();
  if (step.id != "memory" || now->settings.task != Task::Recall || now->updates < kRememberUpdates) return std::nullopt;
  Random random(kExamples);
  const double right = recall_right(now->network(), random, now->settings.gap, kAskedExamples);
  return right >= kNearlyAlways ? 0 : right >= kHardly ? 1 : 2;
}

std::optional<double> GatedPlayer::reveal(const lesson::Step& step) {
  if (step.id == "break") return 0;              // of the twin run that the step opens
  if (step.id == "hand" && seen()->updates < kWritingUpdates) return runner().advance(kWritingUpdates - seen()->updates), kWritingRate;
  if (step.id != "memory") return std::nullopt;
  if (const long updates = seen()->updates; updates < kRememberUpdates) runner().advance(kRememberUpdates - updates);
  return 0;
}

std::vector<lesson::Table> GatedPlayer::tables() const {
  std::vector<lesson::Table> out = RecurrentPlayer::tables();
  const auto now = seen();
  Shown shown = shown_;
  follow(shown, *now, hand_);
  for (lesson::Table& table : gate_tables(*now, shown, hand_)) out.push_back(std::move(table));
  return out;
}

}  // namespace epochs::recurrent
