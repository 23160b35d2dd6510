// What a lesson's model must offer to be trained, watched, rewound and replayed. No threads, no interface.
#pragma once

#include <concepts>
#include <cstddef>
#include <string>
#include <vector>

namespace epochs::session {

// How much a snapshot should hold; views that are visible ask for what they draw.
struct ObserveRequest {
  int probe = 0;               // index of the example that is looked at
  bool trace = true;           // record every op of the probe
  bool fields = true;          // decision fields and other dense pictures
  bool operator==(const ObserveRequest&) const = default;
};

// What one update did. `loss` is what the history draws.
struct UpdateReport {
  double loss = 0;
  std::string event;           // empty, or "new best", "mistake", … : a triangle in the history
};

// How many units of a layer get nearly no gradient from any example: a ReLU that is 0 for all of them, a tanh at its bound for all of them.
struct IdleLayer {
  std::string layer;           // as the lesson calls it: "hidden1"
  int idle = 0, units = 0;
};

// advance(): one optimisation step, short. state(): everything that determines the future (parameters, optimizer, random state,
// settings, data), as a value; restore() puts it back exactly. culprit(): the name of the first parameter that is not finite, or "".
// Optional: `std::string largest_parameter() const`, the one whose numbers are the furthest from 0, asked once when the loss runs away; `bool finished() const`, true when an update would change nothing: training then pauses by itself (never busy for nothing);
// `double loss() const`, the loss before the first update; `std::vector<IdleLayer> idle_layers() const`, asked now and then (session/idle_units.hpp).
template <class T>
concept Session = requires(T session, const T& view, typename T::Command command, const ObserveRequest& request, typename T::State state) {
  typename T::Snapshot;
  typename T::Command;
  typename T::State;
  { session.advance() } -> std::same_as<UpdateReport>;
  session.apply(command);                                              // changes something the learner can change
  { view.observe(request) } -> std::same_as<typename T::Snapshot>;     // immutable, self-contained
  { view.state() } -> std::same_as<typename T::State>;
  session.restore(state);
  { T::size_of(state) } -> std::convertible_to<std::size_t>;           // bytes, for the memory cap
  { view.culprit() } -> std::same_as<std::string>;                     // first parameter that is not finite, or ""
};

template <Session S>
bool has_finished(const S& session) {
  if constexpr (requires { { session.finished() } -> std::convertible_to<bool>; })
    return session.finished();
  else
    return false;
}

}  // namespace epochs::session
