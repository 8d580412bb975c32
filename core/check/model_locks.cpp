#include <algorithm>
#include <cerrno>

#include "check/model_operation.h"

namespace weft::model {
namespace {

Execution& x() { return *execution(); }
AgentId me() { return x().self().id; }

Object& mutex_at(std::uintptr_t mutex, MutexType type) {
  Object* known = x().known_object(mutex);
  if (known != nullptr && known->kind == ObjectKind::mutex) return *known;
  Object& fresh = x().object(mutex, ObjectKind::mutex);
  fresh.type = type;
  return fresh;
}

// An event of a lock that was not taken: it timed out or was busy.
void record_failed(Op op, const Object& object) {
  if (Event* event = x().record(op, &object)) event->failed = true;
}

int busy(Op op, Object& object) {
  record_failed(op, object);
  x().watch_for_spinning(object);
  x().count_failed_try();
  return EBUSY;
}

int timed_out(Op op, const Object& object, const Deadline& deadline) {
  x().self().clock.advance_time_to(*deadline);
  record_failed(op, object);
  return ETIMEDOUT;
}

void take(Object& mutex, Op op) {
  mutex.owner = me();
  ++mutex.depth;
  x().acquire(mutex.released);
  x().acquire(mutex.readers_released);
  x().had_effect();
  mutex.taken_at = x().recorder().size();
  x().record(op, &mutex);
}

void let_go(Object& mutex) {
  if (--mutex.depth > 0) return;
  mutex.owner = AgentId();
  x().release_into(mutex.released);
}

}  // namespace

void mutex_init(std::uintptr_t mutex, MutexType type) {
  Object& object = x().object(mutex, ObjectKind::mutex);
  object.reset(mutex, ObjectKind::mutex, object.id);
  object.type = type;
}

int mutex_lock(std::uintptr_t mutex, MutexType type, Deadline deadline) {
  Object& object = mutex_at(mutex, type);
  const Variant how = x().perform(wait_on(Op::lock, object, deadline));
  if (how == Variant::timeout) return timed_out(Op::lock, object, deadline);
  if (object.owner == me() && object.type == MutexType::errorcheck) {
    record_failed(Op::lock, object);
    return EDEADLK;
  }
  take(object, Op::lock);
  return 0;
}

int mutex_try_lock(std::uintptr_t mutex, MutexType type) {
  Object& object = mutex_at(mutex, type);
  x().perform(on(Op::try_lock, object));
  const bool again = object.owner == me() && object.type == MutexType::recursive;
  if (!again && x().found_taken(bool{object.owner})) return busy(Op::try_lock, object);
  take(object, Op::try_lock);
  return 0;
}

int mutex_unlock(std::uintptr_t mutex, MutexType type) {
  Object& object = mutex_at(mutex, type);
  x().perform(on(Op::unlock, object));
  if (object.owner != me()) {
    if (object.type == MutexType::errorcheck) return EPERM;
    misuse(
        object.owner ? "unlock of a mutex that another thread holds" : "unlock of a mutex that nobody holds",
        object);
  }
  let_go(object);
  ++object.writes;
  x().record(Op::unlock, &object);
  return 0;
}

int mutex_destroy(std::uintptr_t mutex) {
  Object& known = mutex_at(mutex, MutexType::normal);
  announce_end(known);
  Object* const object = &known;
  if (object->owner) misuse("a mutex is destroyed while it is locked", *object);
  check_nobody_wants("a mutex is destroyed while", *object);
  object->reset(object->address, object->kind, object->id);
  return 0;
}

int write_lock(std::uintptr_t lock, Deadline deadline) {
  Object& object = x().object(lock, ObjectKind::rwlock);
  if (object.owner == me()) return EDEADLK;
  if (x().perform(wait_on(Op::lock, object, deadline)) == Variant::timeout)
    return timed_out(Op::lock, object, deadline);
  take(object, Op::lock);
  return 0;
}

namespace {

void take_shared(Object& lock, Op op) {
  lock.readers.push_back(me());
  x().acquire(lock.released);
  x().had_effect();
  lock.taken_at = x().recorder().size();
  x().record(op, &lock);
}

}  // namespace

int read_lock(std::uintptr_t lock, Deadline deadline) {
  Object& object = x().object(lock, ObjectKind::rwlock);
  if (object.owner == me()) return EDEADLK;
  if (x().perform(wait_on(Op::read_lock, object, deadline)) == Variant::timeout)
    return timed_out(Op::read_lock, object, deadline);
  take_shared(object, Op::read_lock);
  return 0;
}

int try_write_lock(std::uintptr_t lock) {
  Object& object = x().object(lock, ObjectKind::rwlock);
  x().perform(on(Op::try_lock, object));
  if (x().found_taken(object.owner || !object.readers.empty())) return busy(Op::try_lock, object);
  take(object, Op::try_lock);
  return 0;
}

int try_read_lock(std::uintptr_t lock) {
  Object& object = x().object(lock, ObjectKind::rwlock);
  x().perform(on(Op::try_read_lock, object));
  if (x().found_taken(bool{object.owner})) return busy(Op::try_read_lock, object);
  take_shared(object, Op::try_read_lock);
  return 0;
}

int rw_unlock(std::uintptr_t lock) {
  Object& object = x().object(lock, ObjectKind::rwlock);
  x().perform(on(Op::unlock, object));
  if (object.owner == me()) {
    let_go(object);
  } else {
    const auto held = std::find(object.readers.begin(), object.readers.end(), me());
    if (held == object.readers.end())
      misuse("unlock of a reader-writer lock that this thread does not hold", object);
    object.readers.erase(held);
    x().release_into(object.readers_released);
  }
  ++object.writes;
  x().record(Op::unlock, &object);
  return 0;
}

int rw_destroy(std::uintptr_t lock) {
  Object* object = x().known_object(lock);
  if (object == nullptr) return 0;
  announce_end(*object);
  if (object->owner || !object->readers.empty())
    misuse("a reader-writer lock is destroyed while it is held", *object);
  check_nobody_wants("a reader-writer lock is destroyed while", *object);
  object->reset(object->address, object->kind, object->id);
  return 0;
}

int condition_wait(std::uintptr_t condition, std::uintptr_t mutex, MutexType type, Deadline deadline) {
  Object& waited = x().object(condition, ObjectKind::condition);
  Object& guard = mutex_at(mutex, type);
  if (guard.owner != me()) misuse("a condition wait needs the mutex locked", guard);
  const Variant ending = x().choose_ending(deadline.has_value(), true);
  Operation start = on(Op::cond_wait, waited);
  start.second = guard.address;
  x().perform(start);
  waited.queue.enter(me(), ending != Variant::normal);
  const std::uint32_t depth = std::exchange(guard.depth, 1);
  perform_part(on(Op::unlock, guard));
  let_go(guard);
  ++guard.writes;
  x().record(Op::cond_wait, &waited);

  Operation wake = on(Op::cond_wake, waited, deadline);
  wake.ending = ending;
  wake.queued = ending == Variant::normal;
  const Variant how = x().perform(wake);
  const bool timed_out = how == Variant::timeout;
  if (timed_out) x().self().clock.advance_time_to(*deadline);
  if (how == Variant::normal)
    waited.queue.take(me());
  else
    waited.queue.leave(me());
  if (Event* event = x().record(Op::cond_wake, &waited)) {
    event->failed = timed_out;
    if (how == Variant::spurious) event->text = "spurious";
  }
  mutex_lock(mutex, type);
  guard.depth = depth;
  return timed_out ? ETIMEDOUT : 0;
}

namespace {

int notify(std::uintptr_t condition, Op op, std::size_t count) {
  Object& object = x().object(condition, ObjectKind::condition);
  x().perform(on(op, object));
  x().had_effect();
  const std::size_t reached =
      x().driver() != nullptr ? notify_chosen(object, count) : object.queue.notify(count);
  if (Event* event = x().record(op, &object)) event->after = reached;
  if (reached == 0) {
    object.missed = true;
    object.missed_at = x().recorder().size() - 1;
  }
  return 0;
}

}  // namespace

int condition_signal(std::uintptr_t condition) { return notify(condition, Op::cond_signal, 1); }
int condition_broadcast(std::uintptr_t condition) {
  return notify(condition, Op::cond_broadcast, kMaxAgents);
}

int condition_destroy(std::uintptr_t condition) {
  Object* object = x().known_object(condition);
  if (object == nullptr) return 0;
  announce_end(*object);
  if (waits_unnotified(*object))
    misuse("a condition variable is destroyed while threads wait on it", *object);
  return 0;
}

}  // namespace weft::model
