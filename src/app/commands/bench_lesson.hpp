// epochs bench lesson LESSON: how fast a lesson trains inside its own session (history, time travel and all), as it opens, with no picture asked for.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "bench/measure.hpp"

namespace epochs::app {

// A sentence for the user when one cannot be timed; "" when all can.
std::string untimed_lesson(const std::vector<std::string>& lessons);

// One JSON object a line. Where the lesson trains what a work of the table trains, that work's windows are measured in between, and
// "of_work" is how many times its rate the lesson reaches. 1989_cnn says two rows more: the plain network beside it, and reading a drawing.
void bench_lessons(const std::vector<std::string>& lessons, const bench::MeasureOptions& options, std::ostream& out);

}  // namespace epochs::app
