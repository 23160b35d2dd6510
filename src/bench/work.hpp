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
  virtual double units() const { return 0; }   // of one step, where only the data tell
};

// What a work is started with.
struct Start {
  int threads = 1;
  std::string corpus = {};       // d: path of a text, one sentence a line
};

struct Work {
  std::string_view name;         // "a", "b", …
  std::string_view unit;         // "steps/s", "samples/s", "tokens/s", "words/s"; "s": the rate is the time of one step
  double units_per_step = 1;     // 0: the work itself says how many (Running::units)
  double flop_per_unit = 0;      // multiplications and additions of forward and backward; 0: not counted
  bool deterministic = true;     // with more than one thread; with one every work is
  std::string_view description;
  std::unique_ptr<Running> (*start)(const Start& start);
};

std::span<const Work> works();
const Work* find_work(std::string_view name);

}  // namespace epochs::bench
