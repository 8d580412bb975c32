// A value or the reason why there is none: for trouble outside our control (files, compilers, bad input).
// Threads: plain value; no locking. Errors: value() on an error is a bug of ours (WEFT_CHECK).
#pragma once

#include <string>
#include <utility>
#include <variant>

#include "contract/check.h"

namespace weft {

// One sentence for a person: what is wrong, where (file:line where there is one) and the remedy.
struct Error {
  std::string message;
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}
  Result(Error error) : state_(std::move(error)) {}

  explicit operator bool() const { return std::holds_alternative<T>(state_); }
  T& value() & { return (WEFT_CHECK(*this), std::get<T>(state_)); }
  const T& value() const& { return (WEFT_CHECK(*this), std::get<T>(state_)); }
  T&& value() && { return (WEFT_CHECK(*this), std::get<T>(std::move(state_))); }
  const std::string& error() const { return (WEFT_CHECK(!*this), std::get<Error>(state_).message); }

 private:
  std::variant<T, Error> state_;
};

struct Unit {};
using Status = Result<Unit>;

}  // namespace weft
