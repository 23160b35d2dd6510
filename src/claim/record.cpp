#include "claim/record.hpp"

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

namespace epochs::claim {
namespace {

using nlohmann::json;

std::string text_in(const json& object, const char* key) {
  const auto value = object.find(key);
  return value != object.end() && value->is_string() ? value->get<std::string>() : std::string();
}

double number_in(const json& object, const char* key) {
  const auto value = object.find(key);
  return value != object.end() && value->is_number() ? value->get<double>() : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

std::string_view name_of(Status status) { return status == Status::Holds ? "holds" : status == Status::Fails ? "fails" : "no_data"; }

nlohmann::ordered_json to_json(const Record& record) {
  nlohmann::ordered_json measured = nlohmann::ordered_json::object();
  for (const Measured& each : record.outcome.measured) {
    if (std::isfinite(each.value)) measured[each.name] = each.value;
    else measured[each.name] = std::isnan(each.value) ? "nan" : each.value > 0 ? "inf" : "-inf";   // JSON has no such numbers
  }
  nlohmann::ordered_json out = {{"claim", record.claim}, {"lesson", record.lesson}, {"seed", record.seed}, {"status", name_of(record.outcome.status)},
                                {"measured", measured}, {"threshold", record.outcome.threshold}, {"updates", record.outcome.updates},
                                {"seconds", record.seconds}, {"build", record.build}};
  if (!record.failure.empty()) out["failure"] = record.failure;
  return out;
}

Result<Record> record_from_json(std::string_view line) {
  const json object = json::parse(line, nullptr, false);
  if (!object.is_object()) return Error{"this is not a result: a line should be one JSON object"};
  Record record{text_in(object, "claim"), text_in(object, "lesson"), 1, {}, number_in(object, "seconds"), text_in(object, "build"), text_in(object, "failure")};
  const std::string status = text_in(object, "status");
  const auto seed = object.find("seed");
  if (record.claim.empty() || seed == object.end() || !seed->is_number_unsigned()) return Error{"this is not a result: \"claim\" or \"seed\" is missing"};
  record.seed = seed->get<std::uint64_t>();
  if (status != "holds" && status != "fails" && status != "no_data") return Error{"this is not a result: \"status\" is none of holds, fails, no_data"};
  record.outcome.status = status == "holds" ? Status::Holds : status == "fails" ? Status::Fails : Status::NoData;
  record.outcome.threshold = text_in(object, "threshold");
  const double updates = number_in(object, "updates");
  record.outcome.updates = updates >= 0 && updates < 9e15 ? static_cast<long>(updates) : 0;
  const auto measured = object.find("measured");
  if (measured != object.end() && measured->is_object())
    for (const auto& [name, value] : measured->items())
      record.outcome.measured.push_back({name, value.is_number() ? value.get<double>() : value == "inf" ? HUGE_VAL : value == "-inf" ? -HUGE_VAL : std::nan("")});
  return record;
}

}  // namespace epochs::claim
