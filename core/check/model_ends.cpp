// The end of synchronisation objects: destroyed, or freed with the block that they lie in.
#include <algorithm>

#include "check/model_operation.h"

namespace weft::model {
namespace {

Execution& x() { return *execution(); }

}  // namespace

void check_nobody_wants(const char* what, const Object& object) {
  for (std::uint32_t i = 0; i < x().agent_count(); ++i) {
    const Agent& agent = x().agent(AgentId(i));
    if (agent.state != Agent::State::alive || agent.id == x().self().id) continue;
    if (agent.pending.object != &object || agent.pending.never) continue;
    const char* const how = x().enabled(agent) ? " uses it" : " waits for it";
    misuse([&] { return std::string(what) + " " + agent_name(agent.id) + how; }, object);
  }
}

int semaphore_destroy(std::uintptr_t semaphore) {
  Object* const object = x().known_object(semaphore);
  if (object == nullptr || object->kind != ObjectKind::semaphore) return 0;
  announce_end(*object);
  check_nobody_wants("a semaphore is destroyed while", *object);
  return 0;
}

int barrier_destroy(std::uintptr_t barrier) {
  Object* const object = x().known_object(barrier);
  if (object == nullptr || object->kind != ObjectKind::barrier) return 0;
  announce_end(*object);
  check_nobody_wants("a barrier is destroyed while", *object);
  return 0;
}

namespace {

// Ends the execution where somebody needs the object that is gone.
void check_free(const char* what, const Object& object) {
  if (object.kind == ObjectKind::condition) {
    if (waits_unnotified(object))
      misuse("a condition variable is destroyed while threads wait on it", object);
    return;
  }
  if (!object.owner && object.readers.empty()) return;
  const AgentId holder = object.owner ? object.owner : object.readers.front();
  misuse([&] { return std::string(what) + " while " + agent_name(holder) + " holds it"; }, object);
}

}  // namespace

bool waits_unnotified(const Object& condition) {
  const auto& waiters = condition.queue.waiters();
  return std::any_of(waiters.begin(), waiters.end(),
                     [&](const auto& waiter) { return !condition.queue.notified(waiter.agent); });
}

void lock_ends(std::uintptr_t address) {
  Object* const object = x().known_object(address);
  const bool is_lock =
      object != nullptr && (object->kind == ObjectKind::mutex || object->kind == ObjectKind::rwlock);
  if (!is_lock || !x().memory().contains(address)) return;
  announce_end(*object);
  check_free("a lock goes out of scope", *object);
}

// A step only where executions are no interleavings, so that what others do with the lock is ordered with it.
void check_locks_in(std::uintptr_t low, std::size_t bytes) {
  for (std::size_t i = 0; i < x().objects().size(); ++i) {
    Object& object = x().objects()[i];
    const bool may_be_needed = object.kind == ObjectKind::mutex || object.kind == ObjectKind::rwlock ||
                               object.kind == ObjectKind::condition;
    if (!may_be_needed || object.address - low >= bytes) continue;
    if (x().driver() != nullptr) announce_end(object);
    check_free("a lock is freed", object);
  }
}

}  // namespace weft::model
