// What a proactor is asked to do, and waiting for it: an Operation (detail/awaitable.h).
#pragma once

#include <cstddef>
#include <cstdint>
#include <stop_token>
#include <utility>

#include "weft/buffer.h"
#include "weft/detail/awaitable.h"
#include "weft/io_result.h"

namespace weft {

namespace runtime {
class Proactor;
}

namespace detail {

struct proactor_request {
  enum class what : std::uint8_t { read, write, accept, flush };
  what action;
  int descriptor;
  std::byte* data = nullptr;
  std::size_t size = 0;
  std::int64_t at = -1;

  static proactor_request read(int descriptor, buffer to, std::int64_t at) {
    return {what::read, descriptor, to.data, to.size, at};
  }
  // It is only read from.
  static proactor_request write(int descriptor, const_buffer from, std::int64_t at) {
    return {what::write, descriptor, const_cast<std::byte*>(from.data), from.size, at};
  }
  static proactor_request accept(int listener) { return {what::accept, listener}; }
  static proactor_request flush(int descriptor) { return {what::flush, descriptor}; }
};

// One that is under way.
// Ownership: whoever submitted it, until `completed` has been called.
struct proactor_operation {
  proactor_request request;
  // By the proactor, once: bytes or a descriptor, or -errno. The operation may be gone when it returns.
  void (*completed)(proactor_operation& self, std::int64_t result);
  std::uint64_t number = 0;  // the proactor's: never used twice
};

inline io_result<std::size_t> result_of(std::int64_t returned) {
  if (returned >= 0) return static_cast<std::size_t>(returned);
  return std::error_code(static_cast<int>(-returned), std::generic_category());
}

class proactor_wait : proactor_operation {
 public:
  using waiter = runtime::Waiter;
  proactor_wait(runtime::Proactor& on, proactor_request what, std::stop_token stop)
      : proactor_operation{what, wake_waiter}, on_(on), stop_(std::move(stop)) {}

  bool try_now() { return false; }
  bool enlist(runtime::Waiter& waiter);
  // It is told even then: cancelled, or done at the last moment.
  bool withdraw(runtime::Waiter& waiter);
  void accept(runtime::Waiter&) {}
  // Once it has been told.
  io_result<std::size_t> result(bool) const;
  runtime::Wait what() const { return {runtime::WaitReason::io, &on_}; }
  std::uint64_t id() const { return number; }  // after enlist()

 private:
  static void wake_waiter(proactor_operation& self, std::int64_t result);
  runtime::Proactor& on_;
  std::stop_token stop_;
  runtime::Waiter* waiter_ = nullptr;
  bool gave_up_ = false;
  std::int64_t result_ = 0;
};

}  // namespace detail
}  // namespace weft
