#include "check/atomics.h"

#include "check/race_failure.h"

namespace weft::model {
namespace {

Execution& x() { return *execution(); }

bool acquires(Order o) {
  return o == Order::consume || o == Order::acquire || o == Order::acq_rel || o == Order::seq_cst;
}
bool releases(Order o) { return o == Order::release || o == Order::acq_rel || o == Order::seq_cst; }

const char* name(Order order) {
  static constexpr const char* kNames[] = {"relaxed", "consume", "acquire", "release",
                                           "acq_rel", "seq_cst", "?",       "?"};
  return kNames[static_cast<int>(order) & 7];
}

}  // namespace

AtomicAccess::AtomicAccess(Op op, std::uintptr_t address, std::uint32_t bytes)
    : op_(op), location_(nullptr), address_(address), bytes_(bytes) {
  x().perform({.op = op, .address = address, .bytes = bytes});
  if (const HeapState state = x().memory().state(address, bytes);
      state != HeapState::outside && state != HeapState::valid)
    x().fail(Verdict::memory_error, [&] {
      return "atomic access to " + describe(address) + ", which " +
             (state == HeapState::freed ? "was freed" : "is outside every heap block");
    });
  location_ = &x().object(address, ObjectKind::memory);
}

void AtomicAccess::check_race(bool reads, bool writes) {
  Execution& e = x();
  const auto race = e.races().atomic(e.self().id, e.self().clock, *location_, bytes_, reads, writes);
  if (race && e.settings().races_fail) {
    e.record(op_, address_, bytes_);
    fail_with_race(*race, e.recorder().size() - 1);
  }
}

// Source: an acquire operation synchronises with the release sequence it reads from; a relaxed one leaves
// that to a later acquire fence.
void AtomicAccess::learn(Order order) {
  if (acquires(order)) {
    x().acquire(location_->released);
  } else {
    x().self().acquire_later.join(location_->released);
  }
}

// A plain store ends the release sequence it overwrites; a read-modify-write continues it.
void AtomicAccess::publish(Order order, bool continues_sequence) {
  Agent& self = x().self();
  if (!continues_sequence) location_->released.clear();
  if (releases(order)) {
    x().release_into(location_->released);
  } else {
    location_->released.join(self.release_fence);
  }
  ++location_->writes;
  x().had_effect();
}

void AtomicAccess::after_load(Order order) {
  check_race(true, false);
  learn(order);
  x().watch_for_spinning(*location_);
}

void AtomicAccess::after_store(Order order) {
  check_race(false, true);
  publish(order, false);
}

void AtomicAccess::after_exchange(Order order) {
  check_race(true, true);
  learn(order);
  publish(order, true);
}

void AtomicAccess::after_failed_exchange(Order order) { after_load(order); }

void AtomicAccess::set_values(std::uint64_t before, std::uint64_t after, Order order, bool failed) {
  Event* event = x().record(op_, address_, bytes_);
  if (event == nullptr) return;
  event->before = before;
  event->after = after;
  event->failed = failed;
  event->object = location_->id;
  event->text = name(order);
}

void fence(Order order) {
  x().perform_local(Op::fence);
  Agent& self = x().self();
  if (acquires(order)) self.clock.join(self.acquire_later);
  if (releases(order)) {
    self.release_fence.assign(self.clock);
    self.clock.tick(self.id.value);
  }
  if (Event* event = x().record(Op::fence)) event->text = name(order);
}

}  // namespace weft::model
