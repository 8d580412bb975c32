#include "io/descriptor.h"

#include <unistd.h>

#include <mutex>

#include "io/descriptor_poller.h"
#include "sync/waiting.h"

namespace weft::runtime {

ssize_t system_result(ssize_t returned) {
  asm volatile("");
  return returned < 0 ? -errno : returned;
}

void Descriptor::open(int descriptor) {
  const std::lock_guard lock(lock_);
  descriptor_ = descriptor;
  closed_ = false;
}

bool Descriptor::begin_use() {
  const std::lock_guard lock(lock_);
  if (closed_) return false;
  ++users_;
  return true;
}

void Descriptor::end_use() {
  const std::lock_guard lock(lock_);
  if (--users_ == 0 && closed_) really_close();
}

void Descriptor::close() {
  WokenWaiters readers, writers;
  {
    const std::lock_guard lock(lock_);
    if (closed_) return;
    closed_ = true;
    readers = take_all(side(Direction::reads));
    writers = take_all(side(Direction::writes));
    if (users_ == 0) really_close();
  }
  wake_all(readers);
  wake_all(writers);
}

// Under lock_: the system may give the number to somebody else as soon as it is closed.
void Descriptor::really_close() {
  poller_.reactor().forget(descriptor_);
  ::close(descriptor_);
  descriptor_ = -1;
}

bool Descriptor::is_open() const {
  const std::lock_guard lock(lock_);
  return !closed_;
}

int Descriptor::system_descriptor() const {
  const std::lock_guard lock(lock_);
  return closed_ ? -1 : descriptor_;
}

Descriptor::Enlisted Descriptor::enlist(Direction direction, Waiter& waiter, std::uint32_t times_told) {
  poller_.waiter_came();
  {
    const std::lock_guard lock(lock_);
    Side& mine = side(direction);
    if (!closed_ && mine.times_told.load(std::memory_order_relaxed) == times_told) {
      mine.waiters.push_back(waiter);
      watch_waiters();
      return Enlisted::waits;
    }
  }
  poller_.waiters_went(1);
  return is_open() ? Enlisted::ready : Enlisted::closed;
}

// Under lock_. A reactor that tells edges was told of both sides once and for all.
void Descriptor::watch_waiters() {
  Reactor& reactor = poller_.reactor();
  if (reactor.trigger() == Trigger::level) reactor.watch(descriptor_, interest(), this);
}

// Under lock_.
WokenWaiters Descriptor::take_all(Side& side) {
  WokenWaiters taken;
  std::size_t count = 0;
  for (; Waiter* const waiter = side.waiters.pop_front(); ++count) taken.push_back(*waiter);
  poller_.waiters_went(count);
  return taken;
}

bool Descriptor::withdraw(Direction direction, Waiter& waiter) {
  const std::lock_guard lock(lock_);
  if (!side(direction).waiters.remove(waiter)) return false;
  poller_.waiters_went(1);
  return true;
}

std::error_code Descriptor::wait_until_ready(Direction direction, std::uint32_t times_told,
                                             Deadline deadline) {
  const Wait what{WaitReason::io, this};
  Waiter waiter(current_agent());
  switch (enlist(direction, waiter, times_told)) {
    case Enlisted::ready:
      return {};
    case Enlisted::closed:
      return std::make_error_code(std::errc::operation_canceled);
    case Enlisted::waits:
      break;
  }
  if (!wait(waiter, what, deadline)) {
    if (withdraw(direction, waiter)) return std::make_error_code(std::errc::timed_out);
    wait(waiter, what);  // for the wakeup that is under way
  }
  return is_open() ? std::error_code() : std::make_error_code(std::errc::operation_canceled);
}

// Under lock_. All who wait: one edge may stand for much to read, or many connections. Who has tried but not
// yet enlisted sees by the count that it must try again.
WokenWaiters Descriptor::take_told(Side& side) {
  side.times_told.fetch_add(1, std::memory_order_release);
  return take_all(side);
}

// It may come too late, when the descriptor means something else: that is a wakeup too many.
void Descriptor::became_ready(Interest how) {
  WokenWaiters readers, writers;
  {
    const std::lock_guard lock(lock_);
    if (closed_) return;
    if (how.readable) readers = take_told(side(Direction::reads));
    if (how.writable) writers = take_told(side(Direction::writes));
    watch_waiters();
  }
  wake_all(readers);
  wake_all(writers);
}

}  // namespace weft::runtime
