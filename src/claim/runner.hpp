// Running claims over seeds, and the verdict: a claim passes when it holds on at least four fifths of its seeds (4 of seeds 1–5); one
// without data has not held.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "claim/record.hpp"
#include "claim/results_file.hpp"

namespace epochs::claim {

struct Entry {
  std::string lesson;
  const Claim* claim = nullptr;
};

// By exact id or by the part before the dot; nothing wanted: all. An unknown name is an error.
Result<std::vector<Entry>> choose(std::span<const Entry> all, std::span<const std::string> wanted);

// "1", "1-5", "1,3,101-110". At most 1,000.
Result<std::vector<std::uint64_t>> parse_seeds(std::string_view text);

// Never throws: what a claim throws is its failure.
Record run(const Entry& entry, std::uint64_t seed, const Budget& budget = {});

struct Verdict {
  std::string claim;
  int holds = 0, fails = 0, no_data = 0;
  Status status() const;       // NoData only when no seed had data; else a seed without is one on which it does not hold
};
std::vector<Verdict> verdicts(std::span<const Record> records);          // in the order of the records

}  // namespace epochs::claim
