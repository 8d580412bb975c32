// A device that stores bytes and takes its time, but virtual time: it does the same at each run, and nobody
// waits for it in earnest. For exercises and tests, natively, in the page and where schedules are checked.
//
//   weft::virtual_clock clock;
//   weft::simulated_device disk(clock, {.channels = 2, .latency = weft::latency_model::exponential(5ms)});
//   disk.submit_read(0, block, [](weft::io_result<std::size_t> count) { ... });
//   while (clock.advance_to_next()) ...
//
// Requests stand in line; as many as there are channels are served at a time, each for a time that is drawn
// when it begins. What it reads or writes changes hands when it ends.
//
// Threads:    any. Callbacks run on the agent that advances the clock.
// Order:      requests begin first in, first out. The same submissions, seed
//             and advances give the same times.
// Blocking:   read() and write() wait, parked, for room in the queue and for the
//             end of the request. submit_ never.
// Errors:     invalid_argument outside of the device; resource_unavailable_try_again where the queue is full
//             (submit_); io_error for those that fail by chance; operation_canceled.
// Ownership:  the clock outlives it, and so do the buffers their requests. None
//             is under way when it is destroyed.
// Complexity: O(log requests) each.
// Source:     exponential times: von Neumann, "Various Techniques Used in Connection with Random Digits",
//             1951, with whole numbers only, so that every machine draws the same.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>

#include "weft/buffer.h"
#include "weft/io_result.h"
#include "weft/virtual_clock.h"

namespace weft {

namespace runtime {
class SimulatedDevice;
}

// How long a request is served.
struct latency_model {
  enum class shape : std::uint8_t { constant, uniform, exponential };
  shape how = shape::constant;
  std::chrono::nanoseconds least{0};
  std::chrono::nanoseconds spread{0};  // uniform: most - least; exponential: mean - least

  static latency_model constant(std::chrono::nanoseconds time) { return {shape::constant, time, {}}; }
  static latency_model uniform(std::chrono::nanoseconds least, std::chrono::nanoseconds most) {
    return {shape::uniform, least, most - least};
  }
  static latency_model exponential(std::chrono::nanoseconds mean, std::chrono::nanoseconds least = {}) {
    return {shape::exponential, least, mean - least};
  }
};

struct simulated_device_settings {
  std::size_t bytes = std::size_t{1} << 20;
  int channels = 1;                // requests served at a time
  std::size_t queue_capacity = 0;  // of those that wait for a channel; 0: without bound
  latency_model latency = latency_model::constant(std::chrono::milliseconds(1));
  std::uint64_t seed = 1;
  double failures = 0;  // share of requests that end with io_error
};

struct simulated_device_statistics {
  std::size_t queued = 0, in_service = 0;
  std::size_t longest_queue = 0;
  std::uint64_t completed = 0, failed = 0, cancelled = 0;
  std::chrono::nanoseconds waited{0};  // in the queue, and
  std::chrono::nanoseconds served{0};  // by a channel: sums over all that ended
};

enum class request_id : std::uint64_t {};

class simulated_device {
 public:
  using completion = std::function<void(io_result<std::size_t>)>;

  explicit simulated_device(virtual_clock& clock, const simulated_device_settings& settings = {});
  ~simulated_device();
  simulated_device(const simulated_device&) = delete;
  simulated_device& operator=(const simulated_device&) = delete;

  io_result<std::size_t> read(std::size_t offset, buffer to);
  io_result<std::size_t> write(std::size_t offset, const_buffer from);

  io_result<request_id> submit_read(std::size_t offset, buffer to, completion done);
  io_result<request_id> submit_write(std::size_t offset, const_buffer from, completion done);
  // One that has not begun ends at once, with operation_canceled. False: it has begun.
  bool cancel(request_id request);

  simulated_device_statistics statistics() const;

 private:
  std::unique_ptr<runtime::SimulatedDevice> core_;
};

}  // namespace weft
