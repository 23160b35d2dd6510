#include "app/commands/bench_works.hpp"

#include <ostream>

namespace epochs::app {

std::string unknown_work(const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    if (bench::find_work(name)) continue;
    std::string known;
    for (const bench::Work& work : bench::works()) known += std::string(work.name) + ", ";
    return "there is no work \"" + name + "\" to time; there are " + known + "frame, draw, start and lesson LESSON";
  }
  return "";
}

void bench_works(const std::vector<std::string>& names, const bench::MeasureOptions& options, BenchFormat format, std::ostream& out) {
  const double peak = format == BenchFormat::Table ? bench::product_peak() * options.start.threads : 0;
  if (format == BenchFormat::Table) out << bench::table_head(peak, options.start.threads) << "\n";
  for (const std::string& name : names) {
    const bench::Work& work = *bench::find_work(name);
    const bench::Measurement measured = bench::measure(work, options);
    out << (format == BenchFormat::Json ? bench::to_json(measured) : bench::to_row(measured, work, peak)) << std::endl;
  }
}

}  // namespace epochs::app
