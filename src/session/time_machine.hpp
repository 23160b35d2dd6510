// A Session that can be taken to any update it has seen. States are kept on arrival at every spacing-th update; when they outgrow
// the memory cap the spacing doubles. Going somewhere restores the nearest earlier state and repeats the updates from there with
// the journal of edits, so every place is reached with the same bits as the first time.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <limits>
#include <map>
#include <utility>

#include "core/check.hpp"
#include "session/recording.hpp"

namespace epochs::session {

inline constexpr std::size_t kStateMemory = std::size_t{48} << 20u;   // bytes; with history and heap a run stays below 64 MB (tests/session/memory_test)

template <Session S>
class TimeMachine {
 public:
  using Command = typename S::Command;
  using State = typename S::State;

  explicit TimeMachine(S session, std::size_t memory_cap = kStateMemory) : session_(std::move(session)), cap_(memory_cap) {
    here_.loss = kNotAsked;
    keep();
  }

  const S& session() const { return session_; }
  long update() const { return here_.update; }
  long furthest() const { return furthest_; }
  // Before the first update the session is asked, when somebody wants to know: a lesson's step makes a run anew and edits it ten times over.
  double loss() const {
    if (here_.update == 0 && std::isnan(here_.loss)) here_.loss = initial_loss();
    return here_.loss;
  }
  long problem_since() const { return here_.problem_since; }   // the place of the last edit that by itself changed the loss
  const std::vector<Edit<Command>>& journal() const { return journal_; }
  std::size_t bytes() const { return bytes_; }
  std::size_t states() const { return kept_.size(); }

  // Edits recorded here are still to be made: a few at a time, for there may be thousands. Until then only catch_up(), approach(),
  // rewind(), restart() and load() make sense.
  bool pending() const { return here_.edits < journal_.size() && journal_[here_.edits].update == here_.update; }
  void catch_up() {
    for (int i = 0; i < kEditsAtOnce && pending(); ++i, ++here_.edits) make(journal_[here_.edits].command);
  }

  // One update onward: along the recorded line (its edits included) or, at its end, a new one. An exception here or in catch_up()
  // leaves the session in an undefined state: go back with rewind() before anything else.
  UpdateReport advance() {
    UpdateReport report = session_.advance();
    ++here_.update;
    here_.loss = report.loss;
    furthest_ = std::max(furthest_, here_.update);
    if (here_.update % spacing_ == 0 && !kept_.contains(here_.update)) keep();
    catch_up();
    return report;
  }

  // As near below `update` as a state is kept, or stays where it is when that is nearer; then advance() leads there.
  void approach(long update) {
    const auto from = nearest(update);
    if (here_.update <= update && here_.update >= from->first) return;
    restore(from->second);
  }

  // The same, but never trusts the present state.
  void rewind(long update) { restore(nearest(update)->second); }

  // What lay ahead is forgotten: its states and its edits.
  void cut() {
    furthest_ = here_.update;
    forget_states(kept_.upper_bound(furthest_));
    while (!journal_.empty() && journal_.back().update > furthest_) journal_.pop_back();
  }

  // A new edit here. Call cut() first when here is the past. If the session refuses (throws), nothing is journalled.
  void apply(const Command& command, long gesture) {
    make(command);
    const Edit<Command> edit{here_.update, command, gesture};
    if (!journal_.empty() && journal_.back().update == here_.update && same_gesture(edit, journal_.back())) {
      journal_.pop_back();
      forget_states_with(journal_.size());
    }
    journal_.push_back(edit);
    here_.edits = journal_.size();
    undone_.clear();
  }

  bool can_undo() const { return here_.edits > 0; }
  bool can_redo() const { return !undone_.empty() && undone_.back().back().update <= here_.update; }

  // Takes the last gesture made up to here out of the journal, cuts the future and stands at or before the place of the first
  // edit taken; returns that place. advance() from there to where the learner was.
  long undo() {
    EPOCHS_CHECK(can_undo(), "there is no edit to undo");
    cut();
    std::vector<Edit<Command>> gesture{journal_.back()};
    journal_.pop_back();
    while (!journal_.empty() && same_gesture(gesture.front(), journal_.back())) {
      gesture.insert(gesture.begin(), journal_.back());
      journal_.pop_back();
    }
    undone_.push_back(gesture);
    return changed_from(gesture.front().update, journal_.size());
  }

  // The other way: puts the gesture back at its updates. Returns the place of its first edit.
  long redo() {
    EPOCHS_CHECK(can_redo(), "there is no edit to redo");
    cut();
    std::vector<Edit<Command>> gesture = std::move(undone_.back());
    undone_.pop_back();
    const std::size_t before = journal_.size();
    journal_.insert(journal_.end(), gesture.begin(), gesture.end());
    return changed_from(gesture.front().update, before);
  }

  // Update 0 again; edits made up to `until` that outlive a restart are made there.
  void restart(long until) {
    std::vector<Edit<Command>> edits;
    for (const Edit<Command>& edit : journal_)
      if (edit.update <= until && kept_at_restart(edit.command)) edits.push_back({0, edit.command, edit.gesture});
    load({0, std::move(edits)});
  }

  // Another run of the same seed: its journal is taken over, and the session stands at update 0.
  void load(Recording<Command> recording) {
    journal_ = std::move(recording.edits);
    undone_.clear();
    furthest_ = std::max(recording.update, recording.furthest);
    spacing_ = 1;
    adopted_ = 0;
    forget_states(std::next(kept_.begin()));
    restore(kept_.begin()->second);
  }

  struct Kept {
    Place place;
    State state;
  };
  Kept present() const {
    static_cast<void>(loss());
    return {here_, session_.state()};
  }
  const Kept& kept_before(long update) const { return std::prev(kept_.upper_bound(std::max(0L, update)))->second; }   // or at it

  // After load(): a state on the recorded line. What is kept for update 0 stays the beginning, with none of the edits.
  void adopt(const State& state, const Place& place) {
    session_.restore(state);
    here_ = place;
    adopted_ = place.update;
    if (place.update > 0) keep();
  }

 private:
  using States = std::map<long, Kept>;
  static constexpr int kEditsAtOnce = 64;
  static constexpr double kNotAsked = std::numeric_limits<double>::quiet_NaN();

  // The same problem has the same loss before and after an edit: a rate has, other data or weights have not.
  void make(const Command& command) {
    if constexpr (kTellsLoss) {
      if (here_.update > 0) return make_on_the_way(command);
      here_.loss = kNotAsked;
    }
    session_.apply(command);
  }
  void make_on_the_way(const Command& command) {
    const double before = session_.loss();
    session_.apply(command);
    const double after = session_.loss();
    if (after == before || (std::isnan(before) && std::isnan(after))) return;      // what has run away is not another problem by every edit
    here_.problem_since = here_.update;
    here_.loss = after;      // what the learner sees belongs to the weights and data that are there now
  }

  static constexpr bool kTellsLoss = requires(const S& view) { { view.loss() } -> std::convertible_to<double>; };

  double initial_loss() const {
    if constexpr (kTellsLoss)
      return session_.loss();
    else
      return kNotAsked;
  }

  static std::size_t size_of(const Kept& kept) { return static_cast<std::size_t>(S::size_of(kept.state)) + sizeof(Kept); }

  void keep() {
    const auto [at, added] = kept_.insert_or_assign(here_.update, Kept{here_, session_.state()});
    bytes_ = added ? bytes_ + size_of(at->second) : recount();
    while (bytes_ > cap_ && kept_.size() > 2) thin();
  }

  std::size_t recount() const {
    std::size_t total = 0;
    for (const auto& [update, kept] : kept_) total += size_of(kept);
    return total;
  }

  void thin() {
    spacing_ *= 2;
    for (auto at = std::next(kept_.begin()); at != kept_.end();) at = at->first % spacing_ == 0 || at->first == adopted_ ? std::next(at) : forget(at);
  }

  typename States::iterator forget(typename States::iterator at) {
    bytes_ -= size_of(at->second);
    return kept_.erase(at);
  }
  void forget_states(typename States::iterator from) {
    while (from != kept_.end()) from = forget(from);
  }
  void forget_states_with(std::size_t edit) {
    for (auto at = kept_.begin(); at != kept_.end();) at = at->second.place.edits > edit ? forget(at) : std::next(at);
  }

  typename States::iterator nearest(long update) { return std::prev(kept_.upper_bound(std::max(0L, update))); }

  void restore(const Kept& kept) {
    session_.restore(kept.state);
    here_ = kept.place;
    catch_up();
  }

  long changed_from(long update, std::size_t edit) {
    forget_states_with(edit);
    forget_states(kept_.upper_bound(update));
    furthest_ = update;
    rewind(update);
    return update;
  }

  S session_;
  std::size_t cap_, bytes_ = 0;
  long spacing_ = 1, furthest_ = 0;
  long adopted_ = 0;           // before it there is no state but the first: it is never thinned out
  mutable Place here_;         // its loss is filled in when asked for
  std::vector<Edit<Command>> journal_;
  std::vector<std::vector<Edit<Command>>> undone_;
  States kept_;                // update 0 is always there
};

}  // namespace epochs::session
