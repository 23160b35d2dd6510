#include "app/claim_run.hpp"

#include <chrono>
#include <exception>
#include <mutex>
#include <thread>

namespace epochs::app {

struct ClaimRun::Shared {
  std::atomic<double> progress{0};
  std::atomic<bool> cancelled{false}, done{false};
  std::mutex mutex;
  std::optional<claim::Outcome> outcome;   // under mutex, like the two below
  std::string failure;
  double seconds = 0;
  std::thread thread;
};

namespace {

template <class Shared>
void run(const std::shared_ptr<Shared>& shared, const claim::Claim& claim, std::uint64_t seed) {
  const auto begin = std::chrono::steady_clock::now();
  claim::Budget budget;
  budget.progress = [shared](double share) { shared->progress = share; };
  budget.cancelled = [shared] { return shared->cancelled.load(); };
  std::optional<claim::Outcome> outcome;
  std::string failure;
  try {
    outcome = claim.run(seed, budget);
  } catch (const std::exception& error) {   // never across the thread
    failure = error.what();
  }
  const std::scoped_lock lock(shared->mutex);
  shared->outcome = std::move(outcome);
  shared->failure = std::move(failure);
  shared->seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  shared->done = true;
}

}  // namespace

ClaimRun::~ClaimRun() { cancel(); }

void ClaimRun::start(const claim::Claim& claim, std::uint64_t seed) {
  cancel();
  id_ = claim.id;
  shared_ = std::make_shared<Shared>();
  if (threads_ == Threads::No) return run(shared_, claim, seed);
  shared_->thread = std::thread([shared = shared_, claim, seed] { run(shared, claim, seed); });
}

void ClaimRun::cancel() {
  if (!shared_) return;
  shared_->cancelled = true;
  if (shared_->thread.joinable()) shared_->thread.join();
  shared_.reset();
  id_.clear();
}

bool ClaimRun::running() const { return shared_ && !shared_->done; }
double ClaimRun::progress() const { return shared_ ? shared_->progress.load() : 0; }

std::optional<claim::Outcome> ClaimRun::outcome() const {
  if (!shared_ || !shared_->done) return std::nullopt;
  const std::scoped_lock lock(shared_->mutex);
  return shared_->outcome;
}

std::string ClaimRun::failure() const {
  if (!shared_ || !shared_->done) return {};
  const std::scoped_lock lock(shared_->mutex);
  return shared_->failure;
}

double ClaimRun::seconds() const {
  if (!shared_ || !shared_->done) return 0;
  const std::scoped_lock lock(shared_->mutex);
  return shared_->seconds;
}

}  // namespace epochs::app
