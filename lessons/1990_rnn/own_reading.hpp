// The learner's own text on its way in, a slice at a time: what was read before stays until the new one is whole.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "data/text_file.hpp"
#include "text_builder.hpp"

namespace epochs::recurrent {

class OwnReading {
 public:
  static Result<OwnReading> open(const std::string& path);
  // At its end the text, or what is wrong with the file.
  std::optional<Result<std::shared_ptr<const Text>>> go_on(std::chrono::microseconds slice);
  const std::string& path() const { return path_; }
  std::string name() const;
  double share() const;        // of the file; a long one ends sooner

 private:
  OwnReading(std::string path, data::TextStream stream) : path_(std::move(path)), stream_(std::move(stream)) {}

  std::string path_;
  data::TextStream stream_;
  TextBuilder builder_;
};

}  // namespace epochs::recurrent
