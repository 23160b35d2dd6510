// The world's faults as values: a Result<T> holds a T or an Error, whose message is one sentence that says what is wrong,
// where (file, line or offset) and what to do. Reading a value that is not there is the caller's fault and throws.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "core/check.hpp"
#include "core/text.hpp"

namespace epochs {

struct Error {
  std::string message;
  std::string chinese = {};            // the same sentence, where a learner meets it on the screen; empty: there is only the English one
  const std::string& in(Language language) const { return language == Language::Chinese && !chinese.empty() ? chinese : message; }
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}
  Result(Error error) : state_(std::move(error)) {}

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }
  const T& value() const& { return require(), std::get<0>(state_); }
  T& value() & { return require(), std::get<0>(state_); }
  T&& value() && { return require(), std::get<0>(std::move(state_)); }
  const std::string& error() const { return failure().message; }
  const Error& failure() const { return std::get<1>(state_); }   // to hand on, or to say in the learner's language

 private:
  void require() const { EPOCHS_CHECK(ok(), ok() ? "" : "value of a failed result: " + error()); }
  std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}

  bool ok() const { return !error_; }
  explicit operator bool() const { return ok(); }
  const std::string& error() const { return failure().message; }
  const Error& failure() const { return *error_; }

 private:
  std::optional<Error> error_;
};

}  // namespace epochs
