// One claim run from one seed, as it is printed and kept: one JSON object a line.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "claim/claim.hpp"
#include "core/result.hpp"

namespace epochs::claim {

struct Record {
  std::string claim, lesson;
  std::uint64_t seed = 1;
  Outcome outcome;
  double seconds = 0;          // measured
  std::string build;
  std::string failure;         // what an exception said; then the status is Fails
};

std::string_view name_of(Status status);                 // "holds", "fails", "no_data"
nlohmann::ordered_json to_json(const Record& record);
Result<Record> record_from_json(std::string_view line);  // the line may be anything

}  // namespace epochs::claim
