#include "claim/results_file.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

namespace epochs::claim {
namespace {

constexpr std::uintmax_t kMostBytes = std::uintmax_t{64} << 20u;

}  // namespace

Result<ResultsFile> ResultsFile::open(const std::string& path) {
  ResultsFile file;
  file.path_ = path;
  std::error_code fault;
  if (!std::filesystem::exists(path, fault)) return file;
  if (!std::filesystem::is_regular_file(path, fault)) return Error{path + " is not a file; name a file for the results"};
  if (std::filesystem::file_size(path, fault) > kMostBytes) return Error{path + " is larger than 64 MiB and cannot be a file of results; name another"};
  std::ifstream in(path, std::ios::binary);
  if (!in) return Error{path + " cannot be read; check its permissions"};
  for (std::string line; std::getline(in, line);) {
    file.broken_end_ = in.eof();
    if (trim(line).empty()) continue;
    auto record = record_from_json(line);
    if (record) file.records_.push_back(std::move(record).value());
    else ++file.unreadable_;
  }
  return file;
}

const Record* ResultsFile::find(std::string_view claim, std::uint64_t seed, std::string_view build) const {
  const auto found = std::find_if(records_.begin(), records_.end(), [&](const Record& r) { return r.claim == claim && r.seed == seed && r.build == build; });
  return found == records_.end() ? nullptr : &*found;
}

Result<void> ResultsFile::append(const Record& record) {
  std::ofstream out(path_, std::ios::binary | std::ios::app);
  if (broken_end_) out << "\n";
  out << to_json(record).dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << "\n";
  out.flush();
  if (!out) return Error{path_ + " cannot be written; check that its folder exists and the disk has room"};
  broken_end_ = false;
  records_.push_back(record);
  return {};
}

}  // namespace epochs::claim
