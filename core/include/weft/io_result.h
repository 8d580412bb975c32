// What an operation on a stream or device came to: a value, or why there is none.
//
//   weft::io_result<std::size_t> count = stream.read(buffer);
//   if (!count) std::puts(count.error().message().c_str());
//
// Threads:    plain value.
// Blocking:   never.
// Errors:     value() where there is none throws std::system_error with error().
// Complexity: O(1), as its value.
#pragma once

#include <optional>
#include <system_error>
#include <utility>

namespace weft {

// Of operations that were under way, or begun, when their stream was closed here:
// std::errc::operation_canceled. Of those whose deadline passed: std::errc::timed_out.
// Everything else is what the system said.
template <class T>
class [[nodiscard]] io_result {
 public:
  io_result(T value) : value_(std::move(value)) {}
  io_result(std::error_code error) : error_(error) {}
  io_result(std::errc error) : error_(std::make_error_code(error)) {}

  explicit operator bool() const { return value_.has_value(); }
  // No error: it has a value.
  std::error_code error() const { return error_; }
  T& value() & { return check(), *value_; }
  const T& value() const& { return check(), *value_; }
  T&& value() && { return check(), *std::move(value_); }
  // REQUIRES: it has a value.
  T& operator*() & { return *value_; }
  const T& operator*() const& { return *value_; }
  T&& operator*() && { return *std::move(value_); }
  T* operator->() { return &*value_; }

 private:
  void check() const {
    if (!value_) throw std::system_error(error_);
  }
  std::optional<T> value_;
  std::error_code error_;
};

}  // namespace weft
