#include "claim/runner.hpp"

#include <algorithm>
#include <chrono>
#include <exception>

#include "claim/build_id.hpp"

namespace epochs::claim {
namespace {

constexpr std::size_t kMostSeeds = 1'000;

bool parse_number(std::string_view text, std::uint64_t& out) {
  if (text.empty() || text.size() > 18 || text.find_first_not_of("0123456789") != std::string_view::npos) return false;
  out = 0;
  for (const char digit : text) out = out * 10 + static_cast<std::uint64_t>(digit - '0');
  return true;
}

bool answers_to(const Entry& entry, std::string_view wanted) {
  const std::string& id = entry.claim->id;
  return id == wanted || (id.size() > wanted.size() && id.starts_with(wanted) && id[wanted.size()] == '.');
}

}  // namespace

Result<std::vector<Entry>> choose(std::span<const Entry> all, std::span<const std::string> wanted) {
  if (wanted.empty()) return std::vector<Entry>(all.begin(), all.end());
  for (const std::string& name : wanted)
    if (std::none_of(all.begin(), all.end(), [&](const Entry& entry) { return answers_to(entry, name); }))
      return Error{"there is no claim \"" + name + "\"; \"epochs list\" names them"};
  std::vector<Entry> out;
  std::copy_if(all.begin(), all.end(), std::back_inserter(out),
               [&](const Entry& entry) { return std::any_of(wanted.begin(), wanted.end(), [&](const std::string& name) { return answers_to(entry, name); }); });
  return out;
}

Result<std::vector<std::uint64_t>> parse_seeds(std::string_view text) {
  const Error usage{"the seeds \"" + std::string(text.substr(0, 40)) + "\" are no numbers or ranges; write 1 or 1-5 or 1,3,7, at most 1,000 of them"};
  std::vector<std::uint64_t> seeds;
  for (const std::string_view part : split(text, ',')) {
    const std::size_t dash = part.find('-');
    std::uint64_t first = 0, last = 0;
    if (!parse_number(trim(part.substr(0, dash)), first)) return usage;
    if (dash == std::string_view::npos) last = first;
    else if (!parse_number(trim(part.substr(dash + 1)), last)) return usage;
    if (last < first || last - first >= kMostSeeds || seeds.size() + (last - first) >= kMostSeeds) return usage;
    for (std::uint64_t seed = first; seed <= last; ++seed)
      if (std::find(seeds.begin(), seeds.end(), seed) == seeds.end()) seeds.push_back(seed);
  }
  return seeds;
}

Record run(const Entry& entry, std::uint64_t seed, const Budget& budget) {
  Record record{entry.claim->id, entry.lesson, seed, {}, 0, std::string(build_id()), {}};
  const auto start = std::chrono::steady_clock::now();
  try {
    record.outcome = entry.claim->run(seed, budget);
  } catch (const std::exception& fault) {
    record.failure = fault.what();
  } catch (...) {
    record.failure = "the claim failed without saying why";
  }
  if (!record.failure.empty()) record.outcome = {};
  record.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return record;
}

Status Verdict::status() const {
  const int tried = holds + fails + no_data;
  if (no_data == tried) return Status::NoData;
  return 5 * holds >= 4 * tried ? Status::Holds : Status::Fails;
}

std::vector<Verdict> verdicts(std::span<const Record> records) {
  std::vector<Verdict> out;
  for (const Record& record : records) {
    auto verdict = std::find_if(out.begin(), out.end(), [&](const Verdict& each) { return each.claim == record.claim; });
    if (verdict == out.end()) verdict = out.insert(out.end(), Verdict{record.claim});
    int& count = record.outcome.status == Status::Holds ? verdict->holds : record.outcome.status == Status::Fails ? verdict->fails : verdict->no_data;
    ++count;
  }
  return out;
}

}  // namespace epochs::claim
