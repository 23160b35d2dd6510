// The works of the performance table: rates that can be compared with other libraries doing exactly the same.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "bench/measure.hpp"

namespace epochs::app {

enum class BenchFormat { Table, Json };

// "" or a sentence: which of the names is no work.
std::string unknown_work(const std::vector<std::string>& names);
// Runs them one after the other; a row (with its fraction of the machine's peak) or one JSON object a line each.
void bench_works(const std::vector<std::string>& names, const bench::MeasureOptions& options, BenchFormat format, std::ostream& out);

}  // namespace epochs::app
