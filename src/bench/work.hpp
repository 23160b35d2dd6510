// The works of the performance table: what they train is fixed by their definition (sizes, batch, optimizer), so that
// rates can be compared with other libraries doing exactly the same.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace epochs::bench {

// One started work. step() does one optimizer update (or one generation) and returns its loss, if it has one.
class Running {
 public:
  virtual ~Running() = default;
  virtual std::optional<double> step() = 0;
};

struct Work {
  std::string_view name;       // "a", "b", …
  std::string_view unit;       // "steps/s", "samples/s", "tokens/s"
  double units_per_step = 1;
  double flop_per_unit = 0;    // multiplications and additions of forward and backward
  bool deterministic = true;
  std::string_view description;
  std::unique_ptr<Running> (*start)(int threads);
};

std::span<const Work> works();
const Work* find_work(std::string_view name);

}  // namespace epochs::bench
