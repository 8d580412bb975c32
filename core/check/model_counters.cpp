// Semaphores, barriers, once flags and futex words.
#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "check/atomics.h"
#include "check/model_operation.h"

namespace weft::model {
namespace {

Execution& x() { return *execution(); }

void take_permit(Object& semaphore, Op op) {
  --semaphore.count;
  x().acquire(semaphore.released);
  x().had_effect();
  if (Event* event = x().record(op, &semaphore)) {
    event->before = static_cast<std::uint64_t>(semaphore.count + 1);
    event->after = static_cast<std::uint64_t>(semaphore.count);
  }
}

// Those who wait on a word queue in an object of their own. Its address is one that nothing of the program
// has.
constexpr std::uintptr_t kQueueBit = ~(~std::uintptr_t{0} >> 1);

Object& queue_of(std::uintptr_t word) { return x().object(word | kQueueBit, ObjectKind::futex); }

}  // namespace

std::size_t notify_chosen(Object& object, std::size_t count) {
  const graph::EventIndex event = x().driver()->last_event();
  for (std::size_t reached = 0;; ++reached) {
    std::array<AgentId, kMaxAgents> waiting;  // who is suspended owns no memory
    std::uint32_t many = 0;
    for (const WaitQueue::Waiter& waiter : object.queue.waiters())
      if (waiter.notified_by == WaitQueue::kNobody && !waiter.gives_up) waiting[many++] = waiter.agent;
    if (reached == count || many == 0) return reached;
    const bool all = count - reached >= many;
    const std::uint32_t chosen = all ? 0 : x().choose(many);
    object.queue.notify_waiter(waiting[chosen], event);
  }
}

std::uintptr_t place_of(const Object& object) {
  return object.kind == ObjectKind::futex ? object.address & ~kQueueBit : object.address;
}

void semaphore_init(std::uintptr_t semaphore, std::uint32_t permits) {
  Object& object = x().object(semaphore, ObjectKind::semaphore);
  object.reset(semaphore, ObjectKind::semaphore, object.id);
  object.count = object.initial = permits;
}

int semaphore_wait(std::uintptr_t semaphore, Deadline deadline) {
  Object& object = x().object(semaphore, ObjectKind::semaphore);
  if (x().perform(wait_on(Op::sem_wait, object, deadline)) == Variant::timeout) {
    x().self().clock.advance_time_to(*deadline);
    if (Event* event = x().record(Op::sem_wait, &object)) event->failed = true;
    return ETIMEDOUT;
  }
  take_permit(object, Op::sem_wait);
  return 0;
}

int semaphore_try_wait(std::uintptr_t semaphore) {
  Object& object = x().object(semaphore, ObjectKind::semaphore);
  x().perform(on(Op::sem_try_wait, object));
  if (!x().found_taken(object.count <= 0)) return (take_permit(object, Op::sem_try_wait), 0);
  if (Event* event = x().record(Op::sem_try_wait, &object)) event->failed = true;
  x().watch_for_spinning(object);
  return EAGAIN;
}

int semaphore_post(std::uintptr_t semaphore) {
  Object& object = x().object(semaphore, ObjectKind::semaphore);
  x().perform(on(Op::sem_post, object));
  x().release_into(object.released);
  x().had_effect();
  ++object.count;
  ++object.writes;
  if (Event* event = x().record(Op::sem_post, &object)) {
    event->before = static_cast<std::uint64_t>(object.count - 1);
    event->after = static_cast<std::uint64_t>(object.count);
  }
  return 0;
}

int semaphore_value(std::uintptr_t semaphore) {
  Object& object = x().object(semaphore, ObjectKind::semaphore);
  Operation look = on(Op::sem_try_wait, object);
  look.only_looks = true;
  x().perform(look);
  return static_cast<int>(x().driver() != nullptr ? x().self().done.seen : object.count);
}

void barrier_init(std::uintptr_t barrier, std::uint32_t parties) {
  Object& object = x().object(barrier, ObjectKind::barrier);
  object.reset(barrier, ObjectKind::barrier, object.id);
  object.count = object.initial = parties;
}

bool barrier_wait(std::uintptr_t barrier) {
  Object& object = x().object(barrier, ObjectKind::barrier);
  x().perform(on(Op::barrier_wait, object));
  x().had_effect();
  x().release_into(object.released);
  const std::uint64_t round = object.generation;
  const bool last = --object.count == 0;
  if (last) {
    object.count = object.initial;
    ++object.generation;
    if (x().driver() != nullptr) object.graph_event = x().driver()->last_event();
  }
  x().record(Op::barrier_wait, &object);
  if (!last) {
    Operation leave = on(Op::barrier_leave, object);
    leave.deadline = round;
    leave.local = true;
    x().perform(leave);
  }
  x().acquire(object.released);
  x().record(Op::barrier_leave, &object);
  return last;
}

bool once_begin(std::uintptr_t once) {
  Object& object = x().object(once, ObjectKind::once);
  x().perform(on(Op::once, object));
  x().acquire(object.released);
  if (x().found_taken(object.count == 1)) return false;
  object.owner = x().self().id;
  object.taken_at = x().recorder().size();
  x().record(Op::once, &object);
  return true;
}

void once_end(std::uintptr_t once, bool done) {
  Object& object = x().object(once, ObjectKind::once);
  Operation end = on(Op::once, object);
  end.deadline = done ? 1 : 0;
  perform_part(end);
  object.owner = AgentId();
  object.count = done ? 1 : 0;
  x().release_into(object.released);
}

namespace {

// A plain read: there is one thread of control. In a graph search it reads what the graph says, between steps
// that keep those who wake from coming between the look and the wait.
bool word_is(std::uintptr_t word, const void* expected, std::uint32_t bytes) {
  if (x().driver() == nullptr) return std::memcmp(reinterpret_cast<const void*>(word), expected, bytes) == 0;
  const Object* atomic = x().known_object(word);
  if (atomic != nullptr && atomic->atomic_bytes > 0) bytes = std::min(bytes, atomic->atomic_bytes);
  std::uint64_t value = 0;
  std::memcpy(&value, expected, std::min<std::size_t>(bytes, sizeof value));
  return atomic_access(Op::atomic_load, word, bytes, {.kind = graph::Access::Kind::load}).seen == value;
}

}  // namespace

int futex_wait(std::uintptr_t word, const void* expected, std::uint32_t bytes, Deadline deadline) {
  Object& queue = queue_of(word);
  const Variant ending = x().choose_ending(deadline.has_value(), false);
  Operation check = on(Op::futex_wait, queue);
  check.address = word;
  check.bytes = bytes;
  check.second = queue.address;
  x().perform(check);
  const bool waits = word_is(word, expected, bytes);
  perform_part(on(Op::futex_wait, queue));
  if (!waits) return EAGAIN;
  queue.queue.enter(x().self().id, ending != Variant::normal);
  x().record(Op::futex_wait, &queue);

  Operation wake = on(Op::futex_wait, queue, deadline);
  wake.ending = ending;
  wake.queued = ending == Variant::normal;
  const bool timed_out = x().perform(wake) == Variant::timeout;
  if (timed_out) {
    queue.queue.leave(x().self().id);
    x().self().clock.advance_time_to(*deadline);
  } else {
    queue.queue.take(x().self().id);
  }
  if (Event* event = x().record(Op::futex_wait, &queue)) event->failed = timed_out;
  return timed_out ? ETIMEDOUT : 0;
}

std::size_t futex_wake(std::uintptr_t word, std::size_t count) {
  Object& queue = queue_of(word);
  x().perform(on(Op::futex_wake, queue));
  const std::size_t reached =
      x().driver() != nullptr ? notify_chosen(queue, count) : queue.queue.notify(count);
  if (Event* event = x().record(Op::futex_wake, &queue)) event->after = reached;
  return reached;
}

}  // namespace weft::model
