// A Training from any Session: auto runner = make_runner(Perceptron(seed), RunnerKind::Threaded);
#pragma once

#include "session/runner_cooperative.hpp"
#if !defined(__EMSCRIPTEN__) || defined(__EMSCRIPTEN_PTHREADS__)
#define EPOCHS_HAVE_THREADS
#include "session/runner_threaded.hpp"
#endif

namespace epochs::session {

enum class RunnerKind { Threaded, Cooperative };

// Where the platform has no threads, both are cooperative. Throws what the session's first observe() throws.
template <Session S>
std::unique_ptr<Runner<S>> make_runner(S session, [[maybe_unused]] RunnerKind kind) {
#ifdef EPOCHS_HAVE_THREADS
  if (kind == RunnerKind::Threaded) return std::make_unique<ThreadedRunner<S>>(std::move(session));
#endif
  return std::make_unique<CooperativeRunner<S>>(std::move(session));
}

}  // namespace epochs::session
