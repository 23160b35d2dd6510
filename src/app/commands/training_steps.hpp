// Every step of every built lesson, open and training: what the timings of frames go through.
#pragma once

#include <functional>
#include <string>

#include "app/app.hpp"

namespace epochs::app {

struct TrainingStep {
  App& app;
  const std::string& lesson;
  std::string step;

  // As fast as it can. To be called after a frame or two: the first one tells the training the speed at which this step is taught.
  void train_flat_out() const;
};

enum class TrainsIn { ItsOwnThread, TheFrame };   // the second as in a browser

// Training is paused when `visit` returns. An error when a lesson cannot be opened.
Result<void> visit_training_steps(const std::function<void(const TrainingStep&)>& visit, TrainsIn where = TrainsIn::ItsOwnThread);

}  // namespace epochs::app
