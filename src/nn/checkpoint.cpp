#include "nn/checkpoint.hpp"

#include <charconv>
#include <fstream>
#include <iterator>

#include "core/atomic_file.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {

constexpr std::uint64_t kMostSteps = 1'000'000'000'000'000;   // more would overflow; no training takes as many
constexpr std::string_view kFirst = "optimizer/first/", kSecond = "optimizer/second/";

Tensor tensor_of(std::string name, const Matrix& values) { return {std::move(name), {values.rows(), values.cols()}, values}; }

bool fits(const Tensor& tensor, const Matrix& like) {
  return tensor.values.size() == like.size() && (like.rows() == 1 || tensor.values.rows() == like.rows()) && (like.rows() != 1 || tensor.values.cols() == like.cols());
}

bool read_number(const Tensors& from, const std::string& key, std::uint64_t& out) {
  const auto found = from.metadata.find(key);
  if (found == from.metadata.end()) return false;
  const char* end = found->second.data() + found->second.size();
  const auto [at, error] = std::from_chars(found->second.data(), end, out);
  return error == std::errc() && at == end;
}

void add_moments(Tensors& out, std::string_view prefix, const Parameters& parameters, const std::vector<Matrix>& moments) {
  for (std::size_t i = 0; i < parameters.size() && i < moments.size(); ++i)
    if (moments[i].size() > 0) out.tensors.push_back(tensor_of(std::string(prefix) + parameters[i]->name, moments[i]));
}

// A moment may be absent (the kind needs none); one of another size is an error.
Result<std::vector<Matrix>> read_moments(const Tensors& from, std::string_view prefix, const Parameters& parameters, const std::string& file) {
  std::vector<Matrix> moments(parameters.size());
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const Tensor* tensor = from.find(std::string(prefix) + parameters[i]->name);
    if (!tensor) continue;
    if (!fits(*tensor, parameters[i]->value)) return Error{file + ": " + tensor->name + " has another size than its parameter; the file belongs to another model."};
    moments[i] = tensor->values;
  }
  return moments;
}

Result<OptimizerState> read_optimizer(const Tensors& from, const Parameters& parameters, const std::string& file) {
  OptimizerState state;
  std::uint64_t step = 0;
  if (!read_number(from, "optimizer_step", step) || step > kMostSteps) return Error{file + " holds no optimizer state; load its weights only, or choose a checkpoint of a training run."};
  state.step = static_cast<long>(step);
  auto first = read_moments(from, kFirst, parameters, file);
  if (!first) return Error{first.error()};
  auto second = read_moments(from, kSecond, parameters, file);
  if (!second) return Error{second.error()};
  state.first = std::move(first).value();
  state.second = std::move(second).value();
  return state;
}

}  // namespace

Result<Tensors> load_safetensors(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return Error{file.string() + " cannot be opened; check that the path is right and the file may be read."};
  const std::string bytes{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  if (stream.bad()) return Error{file.string() + " could not be read to its end; the disk or the connection to it may be faulty."};
  return read_safetensors(bytes, file.string());
}

Result<void> save_checkpoint(const std::filesystem::path& file, const Checkpoint& checkpoint) {
  Tensors out;
  for (const Parameter* parameter : checkpoint.parameters) out.tensors.push_back(tensor_of(parameter->name, parameter->value));
  if (checkpoint.optimizer) {
    out.metadata["optimizer_step"] = std::to_string(checkpoint.optimizer->step);
    add_moments(out, kFirst, checkpoint.parameters, checkpoint.optimizer->first);
    add_moments(out, kSecond, checkpoint.parameters, checkpoint.optimizer->second);
  }
  if (checkpoint.random) {
    out.metadata["random_state"] = std::to_string(checkpoint.random->state().state);
    out.metadata["random_increment"] = std::to_string(checkpoint.random->state().increment);
  }
  return write_atomically(file, write_safetensors(out));
}

Result<void> load_checkpoint(const std::filesystem::path& file, const Checkpoint& checkpoint) {
  const auto loaded = load_safetensors(file);
  if (!loaded) return Error{loaded.error()};
  return load_checkpoint(loaded.value(), file.string(), checkpoint);
}

Result<void> load_checkpoint(const Tensors& from, const std::string& source, const Checkpoint& checkpoint) {
  for (const Parameter* parameter : checkpoint.parameters) {
    const Tensor* tensor = from.find(parameter->name);
    if (!tensor) return Error{source + " has no tensor " + parameter->name + "; the file belongs to another model."};
    if (!fits(*tensor, parameter->value))
      return Error{source + ": " + parameter->name + " is " + std::to_string(tensor->values.rows()) + "×" + std::to_string(tensor->values.cols()) + " instead of " +
                   std::to_string(parameter->value.rows()) + "×" + std::to_string(parameter->value.cols()) + "; the file belongs to another model."};
  }
  OptimizerState optimizer;
  if (checkpoint.optimizer) {
    auto state = read_optimizer(from, checkpoint.parameters, source);
    if (!state) return Error{state.error()};
    optimizer = std::move(state).value();
  }
  Random::State random;
  if (checkpoint.random && !(read_number(from, "random_state", random.state) && read_number(from, "random_increment", random.increment)))
    return Error{source + " holds no random state; choose a checkpoint of a training run."};
  // Everything fits: now change.
  for (Parameter* parameter : checkpoint.parameters) parameter->value = from.find(parameter->name)->values;
  if (checkpoint.optimizer) *checkpoint.optimizer = std::move(optimizer);
  if (checkpoint.random) checkpoint.random->restore(random);
  return {};
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
