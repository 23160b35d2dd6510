#include "session/paired_training.hpp"

#include <algorithm>
#include <cmath>

namespace epochs::session {
namespace {

constexpr long kMostAtOnce = 4096;
constexpr std::chrono::milliseconds kShareTime{12};   // about a frame: pictures of both stay fresh

bool ran_away(const Status& status) {
  return (status.health.kind == Health::Kind::NotFinite || status.health.kind == Health::Kind::Diverged) && status.update >= status.health.update;
}

}  // namespace

void PairedTraining::play() {
  playing_ = true;
  pace_.start(Clock::now());
}

void PairedTraining::pause() {
  playing_ = false;
  goal_ = -1;
  first_.pause();
  second_.pause();
}

void PairedTraining::advance(long updates) {
  playing_ = false;
  goal_ = -1;
  first_.advance(updates);
}

void PairedTraining::seek(long update) {
  playing_ = false;
  goal_ = -1;
  first_.seek(update);
  second_.seek(update);
}

void PairedTraining::restart() {
  pause();
  first_.restart();
  second_.restart();
}

Status PairedTraining::status() const {
  Status out = first_.status();
  const Status second = second_.status();
  if (playing_) out.mode = RunMode::Running;
  out.twin_loss = second.loss;
  if (out.failure.empty()) out.failure = second.failure;
  return out;
}

std::shared_ptr<const History> PairedTraining::history() const {
  const auto first = first_.history(), second = second_.history();
  if (merged_ && first == of_first_ && second == of_second_) return merged_;
  of_first_ = first;
  of_second_ = second;
  auto both = std::make_shared<History>(*first);
  both->twin_line = second->line;
  merged_ = std::move(both);
  return merged_;
}

bool PairedTraining::idle() const { return first_.settled() && second_.settled(); }

bool PairedTraining::second_rests() const {
  const Status second = second_.status();
  return ran_away(second) || second.finished || !second.failure.empty();
}

// Whatever moved the first (a lesson's own buttons, a stop rule) moves the second to the same place.
void PairedTraining::catch_up() {
  const Status first = first_.status(), second = second_.status();
  if (!idle()) return;
  if (second.update > first.update) return second_.seek(first.update);
  if (second.update < first.update && !second_rests()) second_.advance(first.update - second.update);
}

// The rule may be met by the very last of the updates that were handed out.
bool PairedTraining::stopped_by_rule(const Status& first) const {
  return (stop_.at_update && first.update == *stop_.at_update) || (stop_.loss_below && first.loss < *stop_.loss_below);
}

void PairedTraining::hand_out(Clock::time_point now) {
  const Status first = first_.status();
  const bool stopped_early = goal_ >= 0 && (first.update < goal_ || stopped_by_rule(first));   // else at the end, or by numbers that ran away
  goal_ = -1;
  if (stopped_early || first.finished || ran_away(first) || !first.failure.empty()) {
    playing_ = false;
    return;
  }
  long updates = 1;
  if (!pace_.limited()) {
    const auto took = now - handed_out_;
    share_ = std::clamp(took < kShareTime ? share_ * 2 : took > 2 * kShareTime ? share_ / 2 : share_, 1L, kMostAtOnce);
    updates = share_;
  } else {
    if (pace_.due() > now) return;
    for (pace_.took(now); pace_.due() <= now && updates < kMostAtOnce; pace_.took(now)) ++updates;
  }
  goal_ = first.update + updates;
  handed_out_ = now;
  first_.advance(updates);
  if (!second_rests()) second_.advance(updates);
}

void PairedTraining::pump(std::chrono::microseconds budget) {
  const Clock::time_point end = Clock::now() + budget;
  do {
    const Clock::time_point now = Clock::now();
    first_.pump(budget / 4);
    second_.pump(budget / 4);
    if (!idle()) continue;
    if (first_.status().update != second_.status().update) catch_up();
    if (playing_ && idle()) hand_out(now);
    if (idle()) return;
  } while (Clock::now() < end);
}

void PairedTraining::settle() {
  for (int round = 0; round < 4; ++round) {   // the second's way may begin only where the first's ends
    first_.settle();
    catch_up();
    second_.settle();
  }
}

}  // namespace epochs::session
