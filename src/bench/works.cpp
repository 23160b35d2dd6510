#include "bench/mlp_works.hpp"
#include "bench/work.hpp"

namespace epochs::bench {
namespace {

const Work kWorks[] = {
    {"a", "steps/s", 1, 10 * 2 * (3 * (16 + 64 + 8) - 16), true, "MLP 2-8-8-1 tanh, batch 10, SGD", start_tiny_mlp},
    {"b", "samples/s", 64, 2 * (2 * (784 * 128 + 1280) + 1280), true, "MLP 784-128-10 ReLU, batch 64, SGD", start_digit_mlp},
};

}  // namespace

std::span<const Work> works() { return kWorks; }

const Work* find_work(std::string_view name) {
  for (const Work& work : kWorks)
    if (work.name == name) return &work;
  return nullptr;
}

}  // namespace epochs::bench
