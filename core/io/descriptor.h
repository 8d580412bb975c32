// A descriptor that agents wait for: who reads and who writes wait in a list each.
//
// An operation tries; where that would block, it enlists, waits, settles and tries again. The steps are
// functions of their own, so that whoever cannot wait on its own stack takes the same ones.
//
// States:    unused -> open -> closed (its users are being told) -> unused,
//            when its owner has let go of it too.
// Threads:   any number of users at once; close() meanwhile as well.
// Ownership: blocks lie in type-stable memory of their poller, so that what a reactor tells too late is at
//            worst a spurious wakeup: whoever waits tries again.
#pragma once

#include <atomic>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "agent/deadline.h"
#include "io/reactor.h"
#include "weft/detail/wait_list.h"
#include "weft/io_result.h"
#include "weft/spinlock.h"

namespace weft::runtime {

enum class Direction : std::uint8_t { reads, writes };

// What a system call returned, or -errno. Not inlined: the compiler takes errno's address for constant, but a
// fiber may go on in another kernel thread after each wait.
[[gnu::noinline]] ssize_t system_result(ssize_t returned);

class Descriptor {
 public:
  explicit Descriptor(DescriptorPoller& poller) : poller_(poller) {}

  // By its poller: a new life, on a descriptor that does not block.
  void open(int descriptor);

  // An operation is under way until end_use(). False: it is closed.
  bool begin_use();
  void end_use();

  // The descriptor is closed when the last operation under way has been told;
  // those come to operation_canceled.
  void close();
  bool is_open() const;
  // -1 when it is closed.
  int system_descriptor() const;

  // How often the reactor has told of that side. Asked before an attempt, so that enlist() knows whether
  // something has happened since the attempt. Acquire: the attempt comes afterwards.
  std::uint32_t times_told(Direction direction) const {
    return sides_[static_cast<std::size_t>(direction)].times_told.load(std::memory_order_acquire);
  }
  enum class Enlisted : std::uint8_t {
    waits,  // until wake()
    ready,  // the reactor has told of it since `times_told`: try again
    closed,
  };
  Enlisted enlist(Direction direction, Waiter& waiter, std::uint32_t times_told);
  // The waiter gives up. False: it has been woken, or is about to be.
  bool withdraw(Direction direction, Waiter& waiter);
  // Returns when it is worth trying again, or why it is not. Parks.
  std::error_code wait_until_ready(Direction direction, std::uint32_t times_told, Deadline deadline);

  // `attempt(descriptor)` returns what a system call did, or -errno; repeated until it does not say EAGAIN.
  template <class Attempt>
  io_result<std::size_t> perform(Direction direction, Deadline deadline, Attempt attempt) {
    if (!begin_use()) return std::errc::operation_canceled;
    io_result<std::size_t> result = repeat(direction, deadline, attempt);
    end_use();
    return result;
  }

  // The first step of perform(), while in use. Nothing: it would block.
  template <class Attempt>
  std::optional<io_result<std::size_t>> try_now(Attempt& attempt) {
    for (;;) {
      const ssize_t done = attempt(descriptor_);
      if (done >= 0) return static_cast<std::size_t>(done);
      if (done == -EAGAIN) return std::nullopt;
      if (done != -EINTR) return std::error_code(static_cast<int>(-done), std::generic_category());
    }
  }

  // By the reactor: wakes those whom it concerns.
  void became_ready(Interest how);

  DescriptorPoller& poller() const { return poller_; }

 private:
  friend class DescriptorPoller;

  // Rejected: a mark that it was told while nobody waited. Of several who have tried, the first takes it, or
  // has waited already; the others sleep, though it may have left something to them.
  struct Side {
    std::atomic<std::uint32_t> times_told{0};  // changed under lock_
    WaitList waiters;
  };
  Side& side(Direction direction) { return sides_[static_cast<std::size_t>(direction)]; }
  Interest interest() const { return {!sides_[0].waiters.empty(), !sides_[1].waiters.empty()}; }
  void watch_waiters();
  WokenWaiters take_all(Side& side);
  WokenWaiters take_told(Side& side);
  void really_close();

  template <class Attempt>
  io_result<std::size_t> repeat(Direction direction, Deadline deadline, Attempt& attempt) {
    for (;;) {
      const std::uint32_t told = times_told(direction);
      if (std::optional<io_result<std::size_t>> result = try_now(attempt)) return *std::move(result);
      if (const std::error_code error = wait_until_ready(direction, told, deadline)) return error;
    }
  }

  DescriptorPoller& poller_;
  mutable spinlock lock_;
  int descriptor_ = -1;  // changed under lock_, while nobody uses it
  // Guarded by lock_.
  bool closed_ = true;
  int users_ = 0;
  Side sides_[2];
};

}  // namespace weft::runtime
