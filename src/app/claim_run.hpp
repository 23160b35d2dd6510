// Runs a claim beside the interface: on a thread natively, at once where there are no threads. The same code as `epochs verify`.
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>

#include "claim/claim.hpp"

namespace epochs::app {

enum class Threads { Yes, No };

class ClaimRun {
 public:
  explicit ClaimRun(Threads threads) : threads_(threads) {}
  ~ClaimRun();
  ClaimRun(const ClaimRun&) = delete;
  ClaimRun& operator=(const ClaimRun&) = delete;

  void start(const claim::Claim& claim, std::uint64_t seed);   // cancels what runs
  void cancel();
  bool running() const;
  double progress() const;
  const std::string& id() const { return id_; }                // of the claim that runs or has run last
  std::optional<claim::Outcome> outcome() const;               // when done
  std::string failure() const;                                 // what an exception said; empty when well
  double seconds() const;                                      // wall time of the last run

 private:
  struct Shared;
  Threads threads_;
  std::string id_;
  std::shared_ptr<Shared> shared_;
};

}  // namespace epochs::app
