#include "check/atomics.h"

#include "check/atomic_updates.h"
#include "check/race_failure.h"

namespace weft::model {
namespace {

using graph::Access;
using graph::Update;

Execution& x() { return *execution(); }

void check_heap(std::uintptr_t address, std::uint32_t bytes) {
  if (x().memory().is_surely_valid(address, bytes)) return;
  const HeapState state = x().memory().state(address, bytes);
  if (state == HeapState::outside || state == HeapState::valid) return;
  x().fail(Verdict::memory_error, [&] {
    return "atomic access to " + describe(address) + ", which " +
           (state == HeapState::freed ? "was freed" : "is outside every heap block");
  });
}

void check_race(Op op, Object& location, std::uint32_t bytes, bool reads, bool writes) {
  Execution& e = x();
  if (e.races().passes_atomic(e.self().id, e.self().clock, location, bytes, reads, writes)) return;
  const auto race = e.races().atomic(e.self().id, e.self().clock, location, bytes, reads, writes);
  if (race && e.settings().races_fail) {
    e.record(op, location.address, bytes);
    fail_with_race(*race, e.recorder().size() - 1);
  }
}

// Memory that was used for something else before is not mixed: all that was done with it came before.
bool is_over(const Object& location) {
  const VectorClock& now = x().self().clock;
  const auto before_now = [&](const VectorClock& past) {
    for (std::uint32_t i = 0; i < past.size(); ++i)
      if (i != x().self().id.value && past.at(i) > now.at(i)) return false;
    return true;
  };
  return before_now(location.atomic_reads) && before_now(location.atomic_writes);
}

void refuse_mixed(const Object& other, std::uintptr_t address, std::uint32_t bytes) {
  if (is_over(other)) return x().need_interleavings();  // a graph knows one size of a location
  x().fail(Verdict::inconclusive, [&] {
    return "atomic accesses of " + std::to_string(other.atomic_bytes) + " and of " + std::to_string(bytes) +
           " bytes to the same memory are not checked: " + describe(address);
  });
}

// At the first access of this size: another size there, or an object that lies across.
void check_size(const Object& location, std::uint32_t bytes) {
  if (location.atomic_bytes != 0) return refuse_mixed(location, location.address, bytes);
  constexpr std::uint32_t kWidest = 16;
  const std::size_t places = kWidest - 1 + bytes;
  const std::uintptr_t lowest = location.address - kWidest + 1;
  const auto look_at = [&](const Object& other) {
    if (&other == &location || other.kind != ObjectKind::memory || other.atomic_bytes == 0) return;
    if (other.address + other.atomic_bytes > location.address) refuse_mixed(other, location.address, bytes);
  };
  const ObjectTable& objects = x().objects();
  if (objects.size() < places) {
    for (std::size_t i = 0; i < objects.size(); ++i)
      if (objects[i].address - lowest < places) look_at(objects[i]);
  } else {
    for (std::uintptr_t at = lowest; at < lowest + places; ++at)
      if (const Object* const other = objects.find(at)) look_at(*other);
  }
}

// Where nobody wrote the location since its block was allocated. One byte may look so by chance.
void check_initialised(const Object& location, std::uint32_t bytes) {
  if (bytes < 4 || location.writes > 0 || !x().memory().is_fresh(location.address, bytes)) return;
  x().fail(Verdict::memory_error,
           [&] { return "an atomic is read that nobody initialised: " + describe(location.address); });
}

// What is known of a location is looked at when it is first used, or used in another way.
void meet(Object& location, std::uint32_t bytes, bool reads) {
  if (location.atomic_bytes == bytes) return;
  check_size(location, bytes);
  if (reads) check_initialised(location, bytes);
  location.atomic_bytes = bytes;
}

// Source: an acquire operation synchronises with the release sequence it reads from; a relaxed one leaves
// that to a later acquire fence.
void learn(const Object& location, Order order) {
  if (acquires(order)) {
    x().acquire(location.released);
  } else {
    x().self().acquire_later.join(location.released);
  }
}

// A plain store ends the release sequence it overwrites; a read-modify-write continues it.
void publish(Object& location, Order order, bool continues_sequence) {
  Agent& self = x().self();
  if (!continues_sequence) location.released.clear();
  if (releases(order)) {
    x().release_into(location.released);
  } else {
    location.released.join(self.release_fence);
  }
  ++location.writes;
  x().had_effect();
}

void record(Op op, const Object& location, std::uint32_t bytes, std::uint64_t before, std::uint64_t after,
            Order order, bool failed) {
  if (!x().recorder().on()) return;
  Event* event = x().record(op, location.address, bytes);
  if (event == nullptr) return;
  event->before = before;
  event->after = after;
  event->failed = failed;
  event->object = location.id;
  event->text = name(order);
  if (x().driver() != nullptr) x().driver()->note_recorded(x().recorder().size() - 1);
}

void fence_clocks(Order order) {
  Agent& self = x().self();
  if (acquires(order)) self.clock.join(self.acquire_later);
  if (!releases(order)) return;
  self.release_fence.assign(self.clock);
  self.clock.tick(self.id.value);
}

// It is no event, but would be one: what its update does not race with, it may.
AtomicResult pass_look(Object& location, std::uint32_t bytes, std::uintptr_t site) {
  Execution& e = x();
  e.objects().use_as(location, ObjectKind::memory);
  meet(location, bytes, true);
  e.driver()->note_look(e.self(), site, location);
  const Agent& self = e.self();
  if (e.races().atomic(self.id, self.clock, location, bytes, true, false)) {
    e.driver()->refute_look(e.self());
    e.cut_short();
  }
  return {self.done.seen, false};
}

// The graph says what is read; memory holds what is last in modification order of what was written so far.
AtomicResult access_in_graph(Op op, std::uintptr_t address, std::uint32_t bytes, Access& access,
                             std::uintptr_t site) {
  Execution& e = x();
  check_heap(address, bytes);
  access.initial = read_atomic(address, bytes);
  const bool reads = access.kind != Access::Kind::store;
  Object& location = e.object(address, ObjectKind::memory);
  if (reads && e.driver()->watch_loops(e, site, location, access) != LoopWatch::Finding::nothing)
    e.cut_short();
  const bool is_left_out = reads && e.self().looks_ahead;
  e.perform({.op = op, .address = address, .bytes = bytes, .object = &location, .access = &access});
  check_heap(address, bytes);
  const auto& done = e.self().done;
  if (is_left_out) return pass_look(location, bytes, site);
  if (done.writes && e.driver()->is_latest()) write_atomic(address, bytes, done.written);
  e.objects().use_as(location, ObjectKind::memory);  // others may have used it meanwhile
  meet(location, bytes, reads);
  reads ? e.driver()->note_read(e.self(), site, access) : e.self().reads.clear();
  check_race(op, location, bytes, done.reads, done.writes);
  e.self().clock.tick(e.self().id.value);
  const Order order = access.order_if(done.writes);
  record(op, location, bytes, done.seen, done.writes ? done.written : done.seen, order,
         access.kind == Access::Kind::update && !done.writes);
  return {done.seen, done.writes};
}

}  // namespace

AtomicResult atomic_access(Op op, std::uintptr_t address, std::uint32_t bytes, Access&& access,
                           const void* site) {
  access.bytes = static_cast<std::uint8_t>(bytes);
  if (x().driver() != nullptr)
    return access_in_graph(op, address, bytes, access, reinterpret_cast<std::uintptr_t>(site));
  x().perform({.op = op, .address = address, .bytes = bytes, .access = &access});
  check_heap(address, bytes);
  Object& location = x().object(address, ObjectKind::memory);
  meet(location, bytes, access.kind != Access::Kind::store);
  const std::uint64_t seen = read_atomic(address, bytes);
  const Update update = access.effect_on(seen);
  const bool reads = access.kind != Access::Kind::store;
  const bool writes = update.effect == Update::Effect::writes;
  const Order order = access.order_if(writes);
  // The access itself is plain: only one agent runs at a time, and the order that others may see it in is the
  // order of the choices.
  if (writes) write_atomic(address, bytes, update.value);
  check_race(op, location, bytes, reads, writes);
  if (reads) learn(location, order);
  if (writes)
    publish(location, order, reads);
  else
    x().watch_for_spinning(location);
  record(op, location, bytes, seen, writes ? update.value : seen, order,
         access.kind == Access::Kind::update && !writes);
  return {seen, writes};
}

void atomic_store(std::uintptr_t address, std::uint32_t bytes, std::uint64_t value, Order order) {
  atomic_access(Op::atomic_store, address, bytes,
                {.kind = Access::Kind::store, .order = order, .operand = value});
}

void fence(Order order) {
  Access access{.order = order};
  x().perform({.op = Op::fence, .local = true, .access = &access});
  if (x().driver() == nullptr) fence_clocks(order);
  if (Event* event = x().record(Op::fence)) event->text = name(order);
}

}  // namespace weft::model
