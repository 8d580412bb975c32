#include "check/plain_passes.h"
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

// As far as the request asks for choices at plain accesses to shared memory.
bool is_choice_point(std::uintptr_t address) {
  const Granularity wanted = x().settings().granularity;
  return wanted == Granularity::all || (wanted == Granularity::globals && is_variable(x().module(), address));
}

}  // namespace

void note_write(Execution& e, std::uintptr_t address) {
  Agent& self = e.self();
  if (e.driver() == nullptr) {
    if (!self.spin.reads.empty() && !is_own_stack(self, address)) self.spin.forget_states();
    return;
  }
  self.reads.clear();
  Object* const atomic = e.known_object(address);
  if (atomic != nullptr && atomic->kind == ObjectKind::memory) e.driver()->start_location_over(*atomic);
}

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
  if (passes(e, address, bytes, is_write)) {
    if (is_write) note_write(e, address);
    return;
  }
  const Op op = is_write ? Op::write : Op::read;
  const bool shared = e.races().watches(address);
  const bool hidden = e.self().aside > 0;
  if (shared && !hidden && is_choice_point(address)) {
    e.perform({.op = op, .address = address, .bytes = static_cast<std::uint32_t>(bytes)});
  } else {
    count_plain_access();
  }
  if (is_write) note_write(e, address);
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
