// The stage of a twin run: one view of both runs side by side, each under the setting that differs.
#pragma once

#include "app/shell.hpp"
#include "app/stage.hpp"
#include "app/twin_run.hpp"

namespace epochs::app {

// True: close it.
bool draw_twin_stage(ui::Ui& ui, TwinRun& twin, const lesson::Step& step, ui::Rect area, StageState& state);

}  // namespace epochs::app
