// Weights in a file: the safetensors format (8 bytes header length, JSON header, raw little-endian numbers).
// Reads F64, F32, F16 and BF16, and takes every file for hostile; writes the engine's own precision. An interrupted write never
// damages the old file.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/random.hpp"
#include "core/result.hpp"
#include "nn/optimizer.hpp"
#include "nn/parameter.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

// One tensor. Of more than two dimensions the leading ones are folded into the rows; one dimension is a row, none is 1×1.
struct Tensor {
  std::string name;
  std::vector<Index> shape;    // as in the file
  Matrix values;
};

struct Tensors {
  std::vector<Tensor> tensors;                       // in the order of their names
  std::map<std::string, std::string> metadata;
  const Tensor* find(std::string_view name) const;   // null when absent
};

// `source` is what an error calls the bytes: a file's name.
Result<Tensors> read_safetensors(std::string_view bytes, std::string_view source);
Result<Tensors> load_safetensors(const std::filesystem::path& file);
std::string write_safetensors(const Tensors& tensors);

// What training needs to go on to the bit. Null pointers are left out.
struct Checkpoint {
  Parameters parameters;
  OptimizerState* optimizer = nullptr;
  Random* random = nullptr;
};
Result<void> save_checkpoint(const std::filesystem::path& file, const Checkpoint& checkpoint);
// Changes nothing unless the whole file fits: every parameter is there in its size, and what else was asked for.
Result<void> load_checkpoint(const std::filesystem::path& file, const Checkpoint& checkpoint);
Result<void> load_checkpoint(const Tensors& tensors, const std::string& source, const Checkpoint& checkpoint);

}  // namespace epochs::inline EPOCHS_PRECISION::nn
