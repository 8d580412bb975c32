#include "check/race_failure.h"

namespace weft::model {
namespace {

Execution& x() { return *execution(); }

std::string side_name(const RaceSide& side) {
  return agent_name(side.agent) + (side.atomic ? " (atomic " : " (") + (side.is_write ? "write)" : "read)");
}

void check_heap(std::uintptr_t address, std::size_t bytes, bool is_write) {
  if (x().memory().is_surely_valid(address, bytes)) return;
  const HeapState state = x().memory().state(address, bytes);
  if (state == HeapState::outside || state == HeapState::valid) return;
  x().fail(Verdict::memory_error, [&] {
    return std::to_string(bytes) + " bytes " + (is_write ? "written to " : "read from ") + describe(address) +
           ", which " + (state == HeapState::freed ? "was freed" : "is outside every heap block");
  });
}

// What page protection would find, on a machine without.
[[maybe_unused]] void check_machine(std::uintptr_t address) {
  constexpr std::uintptr_t kFirstAddress = 1024;
  if (address < kFirstAddress)
    x().fail(Verdict::crash,
             [&] { return "invalid memory access at " + describe(address) + " (null pointer)"; });
  if (has_overflowed(x().memory().stack(x().self().id.value)))
    x().fail(Verdict::memory_error, "stack overflow");
}

// Plain accesses are no choice points by default, so a loop of them would never let go.
void count_plain_access() {
  if (++x().self().plain_run < kMaxPlainRun) return;
  x().self().plain_run = 0;
  x().perform({.op = Op::yield});
}

bool is_own_stack(const Agent& agent, std::uintptr_t address) {
  return x().memory().on_stack(address) && x().memory().agent_of(address) == agent.id.value;
}

// The agent's loop has an effect, be it that it counts its rounds in memory that is nobody else's business.
// Its stack is part of its state. In a graph search an atomic there begins anew with what is written.
void note_write(std::uintptr_t address) {
  Agent& self = x().self();
  if (x().driver() == nullptr) {
    if (!self.spin.reads.empty() && !is_own_stack(self, address)) self.spin.forget_states();
    return;
  }
  self.reads.clear();
  Object* const atomic = x().known_object(address);
  if (atomic != nullptr && atomic->kind == ObjectKind::memory) x().driver()->start_location_over(*atomic);
}

// As far as the request asks for choices at plain accesses to shared memory.
bool is_choice_point(std::uintptr_t address) {
  const Granularity wanted = x().settings().granularity;
  return wanted == Granularity::all || (wanted == Granularity::globals && is_variable(x().module(), address));
}

// Most accesses: nothing but the race detector needs to hear of them, and it has nothing to say. False: the
// access must be looked at from the start.
bool passes(Execution& e, std::uintptr_t address, std::size_t bytes, bool is_write) {
  Agent& self = e.self();
  if (!e.passes_plain_accesses() || self.plain_run + 1 >= kMaxPlainRun) return false;
  if (!e.memory().is_surely_valid(address, bytes)) return false;
  if (!e.races().passes(self.id, self.clock, address, bytes, is_write)) return false;
  if (is_write) note_write(address);
  ++self.plain_run;
  return true;
}

}  // namespace

void fail_with_race(const Race& race, std::uint32_t later_event) {
  Execution& e = x();
  e.set_race(race, later_event);
  e.fail(Verdict::data_race, [&] {
    return side_name(race.earlier) + " and " + side_name(race.later) + " access " + describe(race.address) +
           " without anything that orders them";
  });
}

void check_in_use(std::uintptr_t address) {
  if (x().memory().is_surely_valid(address, 1)) return;
  if (x().memory().state(address, 1) != HeapState::freed) return;
  x().fail(Verdict::memory_error,
           [&] { return "synchronisation by an object in " + describe(address) + ", which was freed"; });
}

void plain_access(std::uintptr_t address, std::size_t bytes, bool is_write) {
  Execution& e = x();
  e.end_if_overdue();
  if constexpr (!kWideAddresses) check_machine(address);
  if (passes(e, address, bytes, is_write)) return;
  const Op op = is_write ? Op::write : Op::read;
  const bool shared = e.races().watches(address);
  const bool hidden = e.self().aside > 0;
  if (shared && !hidden && is_choice_point(address)) {
    e.perform({.op = op, .address = address, .bytes = static_cast<std::uint32_t>(bytes)});
  } else {
    count_plain_access();
  }
  if (is_write) note_write(address);
  if (!shared) return;
  check_heap(address, bytes, is_write);
  if (hidden) return;
  const auto width = static_cast<std::uint32_t>(bytes);
  if (e.record(op, address, width) != nullptr && is_write)
    e.recorder().expect_write(e.recorder().size() - 1, address, width);
  const auto race = e.races().plain(e.self().id, e.self().clock, address, bytes, is_write, e.objects());
  if (race && e.settings().races_fail) fail_with_race(*race, e.recorder().size() - 1);
}

}  // namespace weft::model
