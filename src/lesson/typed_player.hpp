// What is the same in every lesson's player, whatever its Session: the runner and its thread, the walk through the four beats of an
// update, keeping a run and having it again. A lesson derives from it and adds its views, settings and predictions:
//
//     class MyPlayer final : public lesson::TypedPlayer<MyModel> {
//       MyPlayer(std::uint64_t seed, bool threaded) : TypedPlayer(seed, threaded, [](std::uint64_t s) { return MyModel(s); }) {}
//       int ops_of(Beat beat, const Snapshot& now) const override;      // at least 1 in every beat
//       int code_line_of(TracePlace at, const Snapshot& now) const override;
//       …                                                                // what lesson/player.hpp leaves open
//     };
//     lesson.make = lesson::make_player<MyPlayer>;
#pragma once

#include <functional>
#include <nlohmann/json.hpp>

#include "lesson/trace_walk.hpp"
#include "session/saved_json.hpp"
#include "session/training_of.hpp"

namespace epochs::lesson {

template <session::Session Model>
class TypedPlayer : public Player {
 public:
  using Command = typename Model::Command;
  using Snapshot = typename Model::Snapshot;
  using Fresh = std::function<Model(std::uint64_t seed)>;   // the model as the lesson opens

  session::Training& training() final { return *runner_; }

  TracePosition trace_position() const final {
    const auto now = seen();
    const int ops = ops_of(at_.beat, *now);
    const TracePlace place{at_.beat, std::min(at_.op, ops - 1)};
    return {place.beat, place.op, ops, code_line_of(place, *now)};
  }
  void trace_beat(Beat beat) final { at_ = {beat, ops_of(beat, *seen()) - 1}; }   // the whole beat, done
  void trace_step(int direction) final {
    const auto now = seen();
    const TraceMove move = walk(at_, direction, {ops_of(Beat::Forward, *now), ops_of(Beat::Loss, *now), ops_of(Beat::Backward, *now), ops_of(Beat::Update, *now)});
    const long update = runner_->status().update;
    if (move.updates < 0 && update == 0) return;
    if (move.updates != 0) leave_update();
    if (move.updates > 0) runner_->advance(1);
    if (move.updates < 0) runner_->seek(update - 1);
    at_ = move.to;
  }

  nlohmann::json save() const final {
    nlohmann::json json = session::saved_to_json(runner_->save());
    json["seed"] = seed_;
    save_view(json);
    return json;
  }

  std::optional<Error> missing(const nlohmann::json& state) const final {
    auto recording = session::recording_from_json<Command>(state);
    if (!recording) return std::nullopt;
    const Result<void> fetched = fetch_all(recording.value());
    return fetched ? std::nullopt : std::optional(fetched.failure());
  }

  // Every command is tried on a fresh model first: one that the model refuses must not end a replay half way, with the old run gone.
  Result<void> restore(const nlohmann::json& state) final {
    auto saved = session::saved_from_json<Model>(state);
    if (!saved) return saved.failure();
    if (auto fetched = fetch_all(saved.value().recording); !fetched) return fetched;
    Model rehearsal = fresh_(seed_);
    std::size_t number = 0;
    const session::Clock::time_point latest = session::Clock::now() + std::chrono::seconds(5);   // nobody waits longer for a window
    try {
      for (const auto& edit : saved.value().recording.edits) {
        ++number, rehearsal.apply(edit.command);
        if (session::Clock::now() > latest) {
          const std::string count = std::to_string(saved.value().recording.edits.size());
          return Error{"The saved run cannot be opened: its " + count + " commands take too long.", "保存的训练无法打开：其中的 " + count + " 条操作要算太久。"};
        }
      }
    } catch (const std::exception&) {
      return Error{"The saved run is damaged: command " + std::to_string(number) + " does not fit the data or the model that it finds.",
                   "保存的训练已损坏：第 " + std::to_string(number) + " 条操作与数据或模型不符。"};
    }
    runner_->load(std::move(saved).value());
    settings_restored(rehearsal);
    restore_view(state);
    return {};
  }

 protected:
  TypedPlayer(std::uint64_t seed, bool threaded, Fresh fresh)
      : seed_(seed), fresh_(std::move(fresh)), runner_(session::make_runner(fresh_(seed), threaded ? session::RunnerKind::Threaded : session::RunnerKind::Cooperative)) {}

  virtual int ops_of(Beat beat, const Snapshot& now) const = 0;
  virtual int code_line_of(TracePlace at, const Snapshot& now) const = 0;   // of the code twin, from 1
  virtual void leave_update() {}                                   // the walk goes on to another update
  virtual void save_view(nlohmann::json&) const {}                 // beside the run: what is selected
  virtual void restore_view(const nlohmann::json&) {}              // may hold anything
  virtual Result<void> fetch(Command&) const { return {}; }        // reads what a saved command needs from outside; an error says what is not there
  virtual void settings_restored(const Model&) {}                  // what the settings will be once the commands are replayed

  session::Runner<Model>& runner() const { return *runner_; }
  std::shared_ptr<const Snapshot> seen() const { return runner_->latest(); }
  void post(Command command) { runner_->post(std::move(command)); }
  std::uint64_t seed() const { return seed_; }
  TracePlace at() const { return at_; }
  void stand(TracePlace place) { at_ = place; }

 private:
  Result<void> fetch_all(session::Recording<Command>& recording) const {
    for (auto& edit : recording.edits)
      if (auto fetched = fetch(edit.command); !fetched) return fetched;
    return {};
  }

  std::uint64_t seed_;
  Fresh fresh_;
  std::unique_ptr<session::Runner<Model>> runner_;
  TracePlace at_;
};

template <class P>
std::unique_ptr<Player> make_player(std::uint64_t seed, bool threaded) {
  return std::make_unique<P>(seed, threaded);
}

}  // namespace epochs::lesson
