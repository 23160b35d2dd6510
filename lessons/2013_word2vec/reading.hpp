// A file on its way into the lesson, a slice in every frame: what was there stays until the new one is whole, and it can be given up.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <variant>

#include "data/word_vectors.hpp"
#include "model.hpp"

namespace epochs::word2vec {

class FileReading {
 public:
  static Result<FileReading> open(const std::string& path);
  // For about so long; at its end the command that makes the lesson read it, or what is wrong with it.
  std::optional<Result<Command>> go_on(std::chrono::microseconds time);
  double share() const;                          // of the way, 0 … 1
  const std::string& path() const { return path_; }

 private:
  struct Pair {};                                // tables of a projector: read at once
  using Reader = std::variant<OwnTextReader, data::VectorReader, Pair>;
  FileReading(std::string path, Reader reader) : path_(std::move(path)), reader_(std::move(reader)) {}
  std::optional<Result<Command>> slice();

  std::string path_;
  Reader reader_;
};

}  // namespace epochs::word2vec
