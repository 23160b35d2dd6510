// The only place that knows whether there is a thread. Both runners give identical weights after N updates.
#pragma once

#include <chrono>
#include <memory>

#include "session/recording.hpp"
#include "session/session.hpp"
#include "session/training.hpp"

namespace epochs::session {

template <Session S>
class Runner : public Training {
 public:
  virtual void post(typename S::Command command) = 0;                    // applied between two updates, journalled
  virtual void request(const ObserveRequest& request) = 0;               // what the next snapshots hold
  virtual std::shared_ptr<const typename S::Snapshot> latest() const = 0;   // never null after construction, never waits
  virtual Saved<S> save() = 0;                                           // waits for the current update; not for every frame
  virtual void load(Saved<S> saved) = 0;                                 // replaces this run; replays when there is no state
};

}  // namespace epochs::session
