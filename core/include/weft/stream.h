// What TCP streams and pipes have in common (weft/tcp.h, weft/pipe.h): bytes come and go in order, and
// whoever cannot go on yet waits without blocking a kernel thread.
//
//   char text[100];
//   weft::io_result<std::size_t> count = stream.read(text);           // 0: the other side has ended
//   if (!count || !stream.write_all({text, *count})) return;          // why: .error()
//
// Threads:    any number of agents of every kind may use one stream at once; bytes of one read() or write()
//             stay together, those of one write_all() need not.
// Blocking:   everything that reads or writes waits, parked, until it can do something; what was there when
//             it was called it does even if the deadline has passed.
// Errors:     io_result. close() ends the waits of others with operation_canceled, a deadline that passes
//             with timed_out. A lost connection is connection_reset or broken_pipe; there are no signals.
// Ownership:  a stream owns its descriptor. Nobody uses it any more when it is destroyed or moved.
// Complexity: a system call, two short locks.
#pragma once

#include <chrono>
#include <cstddef>
#include <stop_token>
#include <utility>

#include "weft/buffer.h"
#include "weft/detail/deadline.h"
#include "weft/io_result.h"
#include "weft/poller.h"
#include "weft/task.h"

namespace weft {

namespace runtime {
class Descriptor;
}

// When an operation of a task gives up: with timed_out, or operation_canceled.
struct io_limits {
  std::chrono::steady_clock::time_point deadline = std::chrono::steady_clock::time_point::max();
  std::stop_token stop = {};
};

namespace detail {

using io_deadline = std::chrono::steady_clock::time_point;
inline constexpr io_deadline kNoDeadline = io_deadline::max();

class stream_base {
 public:
  stream_base() = default;
  stream_base(stream_base&& other) noexcept : core_(std::exchange(other.core_, nullptr)) {}
  stream_base& operator=(stream_base&& other) noexcept;
  ~stream_base();

  bool is_open() const;
  // Again: no effect.
  void close();
  // Of the system: for options, and for reactors. -1: it is closed.
  int native_handle() const;

  // For what waits by itself (weft/event_loop.h, awaitables).
  runtime::Descriptor* core() const { return core_; }

 protected:
  explicit stream_base(runtime::Descriptor* core) : core_(core) {}
  runtime::Descriptor* core_ = nullptr;
};

io_result<std::size_t> read_some(runtime::Descriptor* from, buffer to, io_deadline deadline);
io_result<std::size_t> read_all(runtime::Descriptor* from, buffer to, io_deadline deadline);
task<io_result<std::size_t>> async_read_some(runtime::Descriptor* from, buffer to, io_limits limits);
task<io_result<std::size_t>> async_read_all(runtime::Descriptor* from, buffer to, io_limits limits);

template <class Stream>
class reads {
 public:
  // Some bytes, as many as there are, at most to.size; 0: the other side has ended, or there is no room.
  io_result<std::size_t> read(buffer to) { return read_some(descriptor(), to, kNoDeadline); }
  template <class Clock, class Duration>
  io_result<std::size_t> read_until(buffer to, const std::chrono::time_point<Clock, Duration>& time) {
    return read_some(descriptor(), to, deadline_at(time));
  }
  template <class Rep, class Period>
  io_result<std::size_t> read_for(buffer to, const std::chrono::duration<Rep, Period>& length) {
    return read_some(descriptor(), to, deadline_after(length));
  }
  // Fills `to`; less only where the other side has ended. After an error some bytes may have been read.
  io_result<std::size_t> read_all(buffer to) { return detail::read_all(descriptor(), to, kNoDeadline); }
  template <class Rep, class Period>
  io_result<std::size_t> read_all_for(buffer to, const std::chrono::duration<Rep, Period>& length) {
    return detail::read_all(descriptor(), to, deadline_after(length));
  }
  task<io_result<std::size_t>> async_read(buffer to, io_limits limits = {}) {
    return async_read_some(descriptor(), to, std::move(limits));
  }
  task<io_result<std::size_t>> async_read_all(buffer to, io_limits limits = {}) {
    return detail::async_read_all(descriptor(), to, std::move(limits));
  }

 private:
  runtime::Descriptor* descriptor() const { return static_cast<const Stream*>(this)->core(); }
};

// How the bytes leave: sockets and pipes have calls of their own that raise no signal.
enum class way_out : unsigned char { socket, pipe };
io_result<std::size_t> write_some(runtime::Descriptor* to, way_out way, const_buffer from,
                                  io_deadline deadline);
io_result<std::size_t> write_all(runtime::Descriptor* to, way_out way, const_buffer from,
                                 io_deadline deadline);
task<io_result<std::size_t>> async_write_some(runtime::Descriptor* to, way_out way, const_buffer from,
                                              io_limits limits);
task<io_result<std::size_t>> async_write_all(runtime::Descriptor* to, way_out way, const_buffer from,
                                             io_limits limits);

template <class Stream, way_out kWay>
class writes {
 public:
  // Some bytes, as many as there is room for.
  io_result<std::size_t> write(const_buffer from) {
    return write_some(descriptor(), kWay, from, kNoDeadline);
  }
  template <class Clock, class Duration>
  io_result<std::size_t> write_until(const_buffer from,
                                     const std::chrono::time_point<Clock, Duration>& time) {
    return write_some(descriptor(), kWay, from, deadline_at(time));
  }
  template <class Rep, class Period>
  io_result<std::size_t> write_for(const_buffer from, const std::chrono::duration<Rep, Period>& length) {
    return write_some(descriptor(), kWay, from, deadline_after(length));
  }
  // All of it. After an error some bytes may have been written.
  io_result<std::size_t> write_all(const_buffer from) {
    return detail::write_all(descriptor(), kWay, from, kNoDeadline);
  }
  template <class Rep, class Period>
  io_result<std::size_t> write_all_for(const_buffer from, const std::chrono::duration<Rep, Period>& length) {
    return detail::write_all(descriptor(), kWay, from, deadline_after(length));
  }
  task<io_result<std::size_t>> async_write(const_buffer from, io_limits limits = {}) {
    return async_write_some(descriptor(), kWay, from, std::move(limits));
  }
  task<io_result<std::size_t>> async_write_all(const_buffer from, io_limits limits = {}) {
    return detail::async_write_all(descriptor(), kWay, from, std::move(limits));
  }

 private:
  runtime::Descriptor* descriptor() const { return static_cast<const Stream*>(this)->core(); }
};

}  // namespace detail
}  // namespace weft
