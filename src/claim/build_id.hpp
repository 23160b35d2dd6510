// Which build made a result: git describe (with a mark for unfinished work), compiler, build type. Generated at build.
#pragma once

#include <string_view>

namespace epochs::claim {

std::string_view build_id();   // "v0.1.0-12-g1a2b3c4d5e6f GNU 12.2.0 Release"

}  // namespace epochs::claim
