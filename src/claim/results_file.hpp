// Results that outlive a run: one line each, only ever appended to. Lines that cannot be read stay where they are.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "claim/record.hpp"

namespace epochs::claim {

class ResultsFile {
 public:
  // A file that does not exist yet is an empty one.
  static Result<ResultsFile> open(const std::string& path);

  const Record* find(std::string_view claim, std::uint64_t seed, std::string_view build) const;   // or nullptr
  Result<void> append(const Record& record);             // written through before it returns
  int unreadable() const { return unreadable_; }         // lines

 private:
  std::string path_;
  std::vector<Record> records_;
  int unreadable_ = 0;
  bool broken_end_ = false;    // the last line was cut off
};

}  // namespace epochs::claim
