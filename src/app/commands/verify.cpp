#include "app/commands/verify.hpp"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>

#include "app/commands/progress_bar.hpp"
#include "claim/build_id.hpp"
#include "claim/runner.hpp"
#include "lessons/catalog.hpp"

namespace epochs::app {
namespace {

using claim::Entry;
using claim::Record;

enum class Origin { RunNow, FromFile };

std::string short_number(double value) {
  char out[32];
  std::snprintf(out, sizeof out, "%.6g", value);
  return out;
}

std::string padded(std::string_view text, std::size_t width) { return std::string(text) + std::string(text.size() < width ? width - text.size() : 1, ' '); }

std::string capital(claim::Status status) {
  return status == claim::Status::Holds ? "holds" : status == claim::Status::Fails ? "FAILS" : "no data";
}

std::vector<Entry> entries(std::span<const lesson::Lesson> lessons) {
  std::vector<Entry> out;
  for (const lesson::Lesson& lesson : lessons)
    for (const claim::Claim& claim : lesson.claims) out.push_back({lesson.id, &claim});
  return out;
}

class Verification {
 public:
  Verification(const VerifyOptions& options, Console& console) : options_(options), console_(console), bar_(console.error) {}

  void run(const std::vector<Entry>& chosen, const std::vector<std::uint64_t>& seeds, claim::ResultsFile* file) {
    total_ = chosen.size() * seeds.size();
    if (!options_.json) console_.out << padded("claim", 27) << padded("seed", 6) << padded("result", 9) << padded("seconds", 9) << "measured\n";
    for (const Entry& entry : chosen)
      for (const std::uint64_t seed : seeds)
        if (!one(entry, seed, file)) return;
    finish();
  }

 private:
  bool one(const Entry& entry, std::uint64_t seed, claim::ResultsFile* file) {
    if (const Record* known = file ? file->find(entry.claim->id, seed, claim::build_id()) : nullptr) {
      take(*known, Origin::FromFile);
      return true;
    }
    claim::Budget budget;
    budget.progress = [&](double share) {
      const double done = static_cast<double>(records_.size()) + share;
      bar_.show(done / static_cast<double>(total_), entry.claim->id + ", seed " + std::to_string(seed));
    };
    budget.progress(0);
    const Record record = claim::run(entry, seed, budget);
    bar_.clear();
    if (file)
      if (const auto written = file->append(record); !written) return console_.fail(written.error()), false;
    take(record, Origin::RunNow);
    return true;
  }

  void take(const Record& record, Origin origin) {
    records_.push_back(record);
    if (options_.json) {
      console_.out << claim::to_json(record).dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << std::endl;
      return;
    }
    char seconds[32];
    std::snprintf(seconds, sizeof seconds, "%.2f", record.seconds);
    console_.out << padded(record.claim, 27) << padded(std::to_string(record.seed), 6) << padded(capital(record.outcome.status), 9) << padded(seconds, 9);
    for (std::size_t i = 0; i < record.outcome.measured.size(); ++i)
      console_.out << (i ? ", " : "") << record.outcome.measured[i].name << " " << short_number(record.outcome.measured[i].value);
    if (!record.failure.empty()) console_.out << "it could not be run: " << record.failure;
    console_.out << (origin == Origin::FromFile ? "  (from the file)" : "") << "\n";
    if (!record.outcome.threshold.empty()) console_.out << std::string(42, ' ') << padded("asks for", 9) << record.outcome.threshold << "\n";
    console_.out.flush();
  }

  void finish() {
    int passed = 0, failed = 0, without = 0;
    std::string which;
    for (const claim::Verdict& verdict : claim::verdicts(records_)) {
      const claim::Status status = verdict.status();
      ++(status == claim::Status::Holds ? passed : status == claim::Status::Fails ? failed : without);
      if (status == claim::Status::Fails) which += (which.empty() ? "" : ", ") + verdict.claim;
    }
    if (!options_.json)
      console_.out << "\n" << passed << " passed, " << failed << " failed, " << without << " without data; a claim passes when it holds on four of five seeds.\nbuild: "
                   << claim::build_id() << "\n";
    if (failed > 0) console_.fail((failed == 1 ? "a claim fails: " : std::to_string(failed) + " claims fail: ") + which);
  }

  const VerifyOptions& options_;
  Console& console_;
  ProgressBar bar_;
  std::vector<Record> records_;
  std::size_t total_ = 0;
};

}  // namespace

void run_verify(const VerifyOptions& options, std::span<const lesson::Lesson> lessons, Console& console) {
  const std::vector<Entry> all = entries(lessons);
  const auto seeds = claim::parse_seeds(options.seeds);
  const auto chosen = claim::choose(all, options.claims);
  if (!seeds) return console.misuse(seeds.error());
  if (!chosen) return console.misuse(chosen.error());
  Verification verification(options, console);
  if (options.results.empty()) return verification.run(chosen.value(), seeds.value(), nullptr);
  auto file = claim::ResultsFile::open(options.results);
  if (!file) return console.fail(file.error());
  if (file.value().unreadable() > 0) console.error << "epochs: " << file.value().unreadable() << " lines of " << options.results << " cannot be read and were left as they are.\n";
  verification.run(chosen.value(), seeds.value(), &file.value());
}

void add_verify(CLI::App& program, Console& console) {
  const auto options = std::make_shared<VerifyOptions>();
  CLI::App* command = program.add_subcommand("verify", "Run the experiments behind the claims; code 1 when one fails");
  command->add_option("CLAIM", options->claims, "Ids, or the part before the dot; none: every claim");
  CLI::Option* seed = command->add_option("--seed", options->seeds, "One seed (default 1)");
  command->add_option("--seeds", options->seeds, "Several: 1-5 or 1,3,7")->excludes(seed);
  command->add_option("--results", options->results, "File to append results to; what it has for this build is skipped");
  command->add_flag("--json", options->json, "One JSON object a line");
  command->callback([options, &console] { run_verify(*options, lessons::catalog(), console); });
}

}  // namespace epochs::app
