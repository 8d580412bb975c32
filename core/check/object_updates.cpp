#include "check/object_updates.h"

namespace weft {
namespace {

using graph::Access;
using graph::Update;

constexpr std::uint64_t kFree = 0;
constexpr std::uint64_t kDone = ~std::uint64_t{0};
constexpr std::uint64_t kWriter = std::uint64_t{1} << 63;

constexpr Update kWaits{Update::Effect::waits, 0};
constexpr Update kOnlyReads{Update::Effect::only_reads, 0};
constexpr Update writes(std::uint64_t value) { return {Update::Effect::writes, value}; }

// `operand` is who it is, `expected` whether one that has it may take it again.
Update lock(const Access& access, std::uint64_t seen) {
  if (seen == kFree) return writes(access.operand);
  return seen == access.operand && access.expected != 0 ? kOnlyReads : kWaits;
}
Update try_lock(const Access& access, std::uint64_t seen) {
  return seen == kFree ? writes(access.operand) : kOnlyReads;
}
// Gives up only while somebody else has it.
Update give_up_lock(const Access&, std::uint64_t seen) { return seen == kFree ? kWaits : kOnlyReads; }
// `expected`: it has taken it several times.
Update unlock(const Access& access, std::uint64_t seen) {
  return seen == access.operand && access.expected == 0 ? writes(kFree) : kOnlyReads;
}

Update write_lock(const Access& access, std::uint64_t seen) {
  return seen == kFree ? writes(access.operand) : kWaits;
}
Update read_lock(const Access&, std::uint64_t seen) { return seen < kWriter ? writes(seen + 1) : kWaits; }
Update try_read_lock(const Access&, std::uint64_t seen) {
  return seen < kWriter ? writes(seen + 1) : kOnlyReads;
}
Update give_up_read_lock(const Access&, std::uint64_t seen) { return seen < kWriter ? kWaits : kOnlyReads; }
Update rw_unlock(const Access& access, std::uint64_t seen) {
  if (seen == access.operand) return writes(kFree);
  return seen != kFree && seen < kWriter ? writes(seen - 1) : kOnlyReads;
}

Update take_permit(const Access&, std::uint64_t seen) { return seen > 0 ? writes(seen - 1) : kWaits; }
Update try_take_permit(const Access&, std::uint64_t seen) { return seen > 0 ? writes(seen - 1) : kOnlyReads; }
Update give_up_permit(const Access&, std::uint64_t seen) { return seen > 0 ? kWaits : kOnlyReads; }

// Nobody may be between looking at the word and waiting.
Update pass(const Access&, std::uint64_t seen) { return seen == kFree ? writes(kFree) : kWaits; }

Update count(const Access&, std::uint64_t seen) { return writes(seen + 1); }
Update look(const Access&, std::uint64_t) { return kOnlyReads; }

Update begin_once(const Access& access, std::uint64_t seen) {
  if (seen == kFree) return writes(access.operand);
  return seen == kDone ? kOnlyReads : kWaits;
}
Update set(const Access& access, std::uint64_t) { return writes(access.operand); }

struct Meaning {
  Access::Modify modify;
  Order order;
  Order failure = Order::relaxed;  // of one that only reads
};

Meaning lock_meaning(const Operation& operation, bool give_up) {
  const bool is_rwlock = operation.object->kind == ObjectKind::rwlock;
  switch (operation.op) {
    case Op::lock:
      if (give_up) return {give_up_lock, Order::relaxed};
      return {is_rwlock ? write_lock : lock, Order::acquire, Order::acquire};
    case Op::try_lock:
      return {try_lock, Order::acquire};
    case Op::read_lock:
      return {give_up ? give_up_read_lock : read_lock, Order::acquire};
    case Op::try_read_lock:
      return {try_read_lock, Order::acquire};
    default:
      return {is_rwlock ? rw_unlock : unlock, Order::release};
  }
}

Meaning meaning_of(const Operation& operation, bool give_up) {
  switch (operation.op) {
    case Op::sem_wait:
      return {give_up ? give_up_permit : take_permit, Order::acquire};
    case Op::sem_try_wait:
      return {operation.only_looks ? look : try_take_permit, Order::acquire};
    case Op::sem_post:
      return {count, Order::release};
    case Op::barrier_wait:
      return {count, Order::acq_rel};
    case Op::once:
      return operation.is_part ? Meaning{set, Order::release}
                               : Meaning{begin_once, Order::acquire, Order::acquire};
    case Op::cond_wait:
    case Op::cond_wake:
    case Op::cond_signal:
    case Op::cond_broadcast:
      return {count, Order::relaxed};
    case Op::futex_wait:
      if (give_up) return {pass, Order::relaxed};
      return operation.is_part ? Meaning{set, Order::release} : Meaning{lock, Order::acquire};
    case Op::futex_wake:
      return {pass, Order::acq_rel};
    case Op::release:
      return {set, Order::relaxed};
    default:
      return lock_meaning(operation, give_up);
  }
}

std::uint64_t operand_of(const Operation& operation, AgentId agent) {
  const Object& object = *operation.object;
  if (operation.op == Op::once && operation.is_part) return operation.deadline != 0 ? kDone : kFree;
  if (operation.op == Op::futex_wait && operation.is_part) return kFree;
  if (operation.op == Op::release) return kFree;
  return object.kind == ObjectKind::rwlock ? kWriter | agent.value : agent.value + 1;
}

}  // namespace

graph::Access object_access(const Operation& operation, AgentId agent, bool give_up) {
  const Object& object = *operation.object;
  const Meaning meaning = meaning_of(operation, give_up);
  Access access{.kind = Access::Kind::update,
                .order = meaning.order,
                .failure = meaning.failure,
                .location = object.location,
                .operand = operand_of(operation, agent),
                .modify = meaning.modify};
  if (object.kind == ObjectKind::semaphore) access.initial = static_cast<std::uint64_t>(object.initial);
  if (object.kind != ObjectKind::mutex) return access;
  access.expected = operation.op == Op::unlock ? object.owner == agent && object.depth > 1
                                               : object.type != MutexType::normal;
  return access;
}

}  // namespace weft
