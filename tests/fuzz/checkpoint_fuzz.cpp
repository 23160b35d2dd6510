// The reader of safetensors files and checkpoints.
#include <cstring>
#include <filesystem>

#include "core/random.hpp"
#include "fuzz/target.hpp"
#include "nn/checkpoint.hpp"

namespace epochs::fuzz {
namespace {

std::string file_of(const std::string& header, std::size_t numbers) {
  std::string out(8, '\0');
  const std::uint64_t length = header.size();
  std::memcpy(out.data(), &length, 8);
  return out + header + std::string(numbers, '\x3f');
}

}  // namespace

std::vector<std::string> seeds() {
  nn::Tensors two;
  two.tensors = {{"a/w", {2, 3}, Matrix::Ones(2, 3)}, {"b", {}, Matrix::Ones(1, 1)}};
  two.metadata = {{"optimizer_step", "12"}, {"random_state", "7"}, {"random_increment", "9"}};
  return {nn::write_safetensors(two), file_of(R"({"h":{"dtype":"F16","shape":[2,1,2],"data_offsets":[0,8]},"d":{"dtype":"F64","shape":[1],"data_offsets":[8,16]}})", 16),
          file_of(R"({"b":{"dtype":"BF16","shape":[4],"data_offsets":[0,8]},"z":{"dtype":"F32","shape":[0,5],"data_offsets":[8,8]}})", 8), file_of("{}", 0)};
}

std::vector<std::string> words() {
  return {"{", "}", "[", "]", ",", ":", "\"", "\"dtype\"", "\"shape\"", "\"data_offsets\"", "\"F64\"", "\"F32\"", "\"F16\"", "\"BF16\"", "__metadata__", "null", "[[[[[[[[",
          "\"a/w\"", "\"optimizer_step\"", "-1", "18446744073709551615", "\\u0000", "\\n", "\xff"};
}

}  // namespace epochs::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace epochs;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto tensors = nn::read_safetensors(bytes, "weights.safetensors");
  if (!tensors) {
    fuzz::require_one_sentence(tensors.error());
    return 0;
  }
  std::size_t numbers = 0;
  for (const nn::Tensor& tensor : tensors.value().tensors) {
    Index count = 1;
    for (const Index length : tensor.shape) count *= length;
    fuzz::require(count == tensor.values.size(), "a tensor has another size than its shape", tensor.name);
    numbers += static_cast<std::size_t>(count);
  }
  fuzz::require(numbers <= size, "more numbers than bytes");
  const auto again = nn::read_safetensors(nn::write_safetensors(tensors.value()), "again");
  fuzz::require(again.ok() && again.value().tensors.size() == tensors.value().tensors.size(), "what was read cannot be written and read again");
  // Loading into a model changes it whole or not at all.
  nn::Parameter w("a/w", 2, 3), b("b", 1, 1);
  nn::OptimizerState optimizer;
  Random random(1);
  const Random::State before = random.state();
  const auto loaded = nn::load_checkpoint(tensors.value(), "weights.safetensors", {.parameters = {&w, &b}, .optimizer = &optimizer, .random = &random});
  if (loaded) {
    fuzz::require(w.value.rows() == 2 && w.value.cols() == 3 && b.value.size() == 1 && optimizer.step >= 0, "a checkpoint changed the size of a parameter");
  } else {
    fuzz::require_one_sentence(loaded.error());
    fuzz::require(w.value.isZero() && b.value.isZero() && optimizer.step == 0 && random.state() == before, "a refused checkpoint changed something");
  }
  return 0;
}
