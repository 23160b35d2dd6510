// Fuzzing without libFuzzer: seeded mutations, kept when they reach code that was not reached before (the compiler's
// -fsanitize-coverage=trace-pc calls below at every edge). The input that broke the reader is written to crash-TARGET.
//     fuzz_checkpoint [--seconds S] [--runs N] [--seed N] [FILE…]      FILE: try these inputs only
#include <algorithm>
#include <chrono>
#include <cstring>
#include <fstream>
#include <iterator>

#include "core/random.hpp"
#include "fuzz/target.hpp"

namespace {

constexpr std::size_t kPlaces = 1u << 16u, kMostBytes = 1u << 14u;
unsigned char g_reached[kPlaces];        // this run
std::uintptr_t g_before = 0;
const std::string* g_input = nullptr;
std::string g_name = "target";

void save_input() {
  if (g_input) std::ofstream("crash-" + g_name, std::ios::binary) << *g_input;
}

}  // namespace

extern "C" {
void __sanitizer_cov_trace_pc();
void __attribute__((no_sanitize_coverage)) __sanitizer_cov_trace_pc() {
  const auto here = reinterpret_cast<std::uintptr_t>(__builtin_return_address(0));
  unsigned char& count = g_reached[(here ^ g_before) % kPlaces];
  if (count < 255) ++count;
  g_before = here >> 1u;
}
void __sanitizer_set_death_callback(void (*callback)()) __attribute__((weak));
const char* __asan_default_options();
// A header must not make the reader ask for memory of the size that it claims.
const char* __asan_default_options() { return "max_allocation_size_mb=64:detect_leaks=1:handle_abort=1"; }
}

namespace epochs::fuzz {
namespace {

class Fuzzer {
 public:
  explicit Fuzzer(std::uint64_t seed) : random_(seed), words_(words()) {
    for (std::string& input : seeds()) corpus_.push_back(input), run(input);
    corpus_.emplace_back();
  }

  void step() {
    std::string input = pick(corpus_);
    for (std::uint32_t count = 1 + random_.below(6); count > 0; --count) mutate(input);
    input.resize(std::min(input.size(), kMostBytes));
    if (run(input)) corpus_.push_back(std::move(input));
  }

  // Whether something new was reached.
  bool run(const std::string& input) {
    std::memset(g_reached, 0, sizeof g_reached);
    g_before = 0;
    g_input = &input;
    // A copy of exactly this size, so that reading past the end is seen.
    const std::vector<std::uint8_t> exact(input.begin(), input.end());
    LLVMFuzzerTestOneInput(exact.data(), exact.size());
    g_input = nullptr;
    bool found = false;
    for (std::size_t i = 0; i < kPlaces; ++i) {
      if (g_reached[i] == 0) continue;
      const unsigned char often = bucket(g_reached[i]);
      found = found || (often & ~seen_[i]) != 0;
      seen_[i] |= often;
    }
    return found;
  }

  std::size_t corpus() const { return corpus_.size(); }
  std::size_t places() const { return static_cast<std::size_t>(kPlaces) - static_cast<std::size_t>(std::count(seen_.begin(), seen_.end(), 0)); }

 private:
  static unsigned char bucket(unsigned char count) {
    const int limits[] = {1, 2, 3, 4, 8, 16, 32, 128};
    unsigned char out = 0;
    for (int i = 0; i < 8; ++i)
      if (count >= limits[i]) out = static_cast<unsigned char>(1u << static_cast<unsigned>(i));
    return out;
  }
  const std::string& pick(const std::vector<std::string>& from) { return from[random_.below(static_cast<std::uint32_t>(from.size()))]; }
  std::size_t place(std::size_t size) { return random_.below(static_cast<std::uint32_t>(size)); }

  void mutate(std::string& input) {
    if (input.empty()) input = pick(corpus_).empty() ? "x" : pick(corpus_);
    if (input.empty()) input = "x";
    const std::size_t at = place(input.size()), length = std::min<std::size_t>(1 + random_.below(16), input.size() - at);
    switch (random_.below(9)) {
      case 0: input[at] = static_cast<char>(input[at] ^ static_cast<char>(1u << random_.below(8))); break;
      case 1: input[at] = static_cast<char>(random_.below(256)); break;
      case 2: input.erase(at, length); break;
      case 3: input.insert(at, input, at, length); break;                  // twice
      case 4: input.insert(at, words_.empty() ? "0" : pick(words_)); break;
      case 5: input.resize(at); break;                                     // cut off
      case 6: {                                                            // the beginning of this, the end of another
        const std::string other = pick(corpus_);
        if (!other.empty()) input = input.substr(0, at) + other.substr(place(other.size()));
        break;
      }
      case 7: change_number(input, at); break;
      default: {                                                           // eight bytes that a length may be
        const std::uint64_t values[] = {0, 1, 7, 8, 255, 65535, 0x7fffffff, 0xffffffff, 0x7fffffffffffffff, 0xffffffffffffffff, input.size(), input.size() - 8};
        const std::uint64_t value = values[random_.below(12)];
        if (input.size() >= 8) std::memcpy(input.data() + (random_.chance(0.5) ? 0 : place(input.size() - 7)), &value, 8);
      }
    }
  }

  // The number written at or after a place becomes another one.
  void change_number(std::string& input, std::size_t at) {
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    const auto begin = std::find_if(input.begin() + static_cast<std::ptrdiff_t>(at), input.end(), digit);
    const auto end = std::find_if_not(begin, input.end(), digit);
    if (begin == end) return;
    const char* values[] = {"0", "1", "-1", "4", "255", "4294967296", "9223372036854775807", "18446744073709551615", "1e308", "1e999", "0.5", "99999999999999999999999"};
    input.replace(begin, end, values[random_.below(12)]);
  }

  Random random_;
  std::vector<std::string> words_, corpus_;
  std::vector<unsigned char> seen_ = std::vector<unsigned char>(kPlaces);
};

struct Options {
  double seconds = 1e9;
  long runs = 1'000'000'000;
  std::uint64_t seed = 1;
  std::vector<std::string> files;
};

Options read_options(int count, char** arguments) {
  Options options;
  bool limited = false;
  for (int i = 1; i < count; ++i) {
    const std::string name = arguments[i];
    if (name.rfind("--", 0) != 0) {
      options.files.push_back(name);
      continue;
    }
    const char* value = i + 1 < count ? arguments[++i] : "0";
    if (name == "--seconds") options.seconds = std::atof(value), limited = true;
    if (name == "--runs") options.runs = std::atol(value), limited = true;
    if (name == "--seed") options.seed = static_cast<std::uint64_t>(std::atoll(value));
  }
  if (!limited) options.seconds = 10;
  return options;
}

}  // namespace
}  // namespace epochs::fuzz

int main(int count, char** arguments) {
  using namespace epochs::fuzz;
  const Options options = read_options(count, arguments);
  g_name = std::string(arguments[0]).substr(std::string(arguments[0]).rfind('/') + 1);
  if (&__sanitizer_set_death_callback) __sanitizer_set_death_callback(save_input);
  Fuzzer fuzzer(options.seed);
  for (const std::string& file : options.files) {
    std::ifstream stream(file, std::ios::binary);
    fuzzer.run(std::string(std::istreambuf_iterator<char>(stream), {}));
  }
  if (!options.files.empty()) return 0;
  const auto start = std::chrono::steady_clock::now();
  const auto elapsed = [&] { return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(); };
  long runs = 0;
  for (; runs < options.runs && (runs % 64 != 0 || elapsed() < options.seconds); ++runs) fuzzer.step();
  std::printf("%s: %ld inputs in %.1f s, %zu places reached, %zu inputs kept, no finding\n", g_name.c_str(), runs, elapsed(), fuzzer.places(), fuzzer.corpus());
  return 0;
}
