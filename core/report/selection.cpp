#include "report/selection.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace weft {

namespace {

// What an event acts on: its object, or its address where it has none.
using Target = std::tuple<bool, std::uint64_t>;

bool acts_on_something(const Event& event) { return event.object || event.address != 0; }

Target target_of(const Event& event) {
  return event.object ? Target(true, event.object.value) : Target(false, event.address);
}

bool only_looks(Op op) { return op == Op::read || op == Op::atomic_load; }

std::set<Target> targets_of_sides(const Failure& failure) {
  std::set<Target> targets;
  for (std::uint32_t side : failure.sides)
    if (acts_on_something(failure.events[side])) targets.insert(target_of(failure.events[side]));
  for (const WaitEdge& edge : failure.waits)
    if (edge.object) targets.insert(Target(true, edge.object.value));
  return targets;
}

// Objects that two agents act on, one of them changing it, all in sources that can be shown: what a library
// shares on its own behalf (the start of a thread, say) explains nothing.
std::set<Target> shared_targets(const Failure& failure) {
  struct Use {
    AgentId first;
    bool shared = false;
    bool changed = false;
  };
  std::map<Target, Use> uses;
  for (const Event& event : failure.events) {
    if (!acts_on_something(event) || !event.where) continue;
    Use& use = uses.try_emplace(target_of(event), Use{event.agent}).first->second;
    use.shared |= use.first != event.agent;
    use.changed |= !only_looks(event.op);
  }
  std::set<Target> shared;
  for (const auto& [target, use] : uses)
    if (use.shared && use.changed) shared.insert(target);
  return shared;
}

constexpr std::size_t kNone = ~std::size_t{0};

// The next or the last event of the agent on something that others can see, seen from index `from`.
std::size_t next_of(const Failure& failure, AgentId agent, std::size_t from) {
  for (std::size_t i = from; i < failure.events.size(); ++i)
    if (failure.events[i].agent == agent && acts_on_something(failure.events[i])) return i;
  return kNone;
}
std::size_t last_of(const Failure& failure, AgentId agent, std::size_t before) {
  for (std::size_t i = before; i-- > 0;)
    if (failure.events[i].agent == agent && acts_on_something(failure.events[i])) return i;
  return kNone;
}

// Events of an agent between which others came though it could have gone on.
struct Gap {
  std::size_t last, next;
};

std::vector<Gap> preemptions(const Failure& failure) {
  std::vector<Gap> gaps;
  for (std::size_t i = 0; i + 1 < failure.events.size(); ++i) {
    const AgentId agent = failure.events[i].agent;
    if (failure.events[i + 1].agent == agent) continue;
    const Gap gap{last_of(failure, agent, i + 1), next_of(failure, agent, i + 1)};
    if (gap.last == kNone || gap.next == kNone || failure.events[gap.next].blocked) continue;
    gaps.push_back(gap);
  }
  return gaps;
}

// What others do to an object between two uses of it by an agent that they preempted.
std::set<Target> targets_of_preemptions(const Failure& failure, const std::set<Target>& shared) {
  std::set<Target> targets;
  for (const Gap& gap : preemptions(failure)) {
    const Target before = target_of(failure.events[gap.last]), after = target_of(failure.events[gap.next]);
    for (std::size_t i = gap.last + 1; i < gap.next; ++i) {
      const Event& event = failure.events[i];
      if (!acts_on_something(event)) continue;
      const Target target = target_of(event);
      if ((target == before || target == after) && shared.count(target)) targets.insert(target);
    }
  }
  return targets;
}

// What is told of where the sides name nothing.
std::set<Target> targets_of_switches(const Failure& failure) {
  const std::set<Target> shared = shared_targets(failure);
  std::set<Target> involved = targets_of_preemptions(failure, shared);
  return involved.empty() || !failure.weak_accesses.empty() ? shared : involved;
}

bool always_told(const Event& event) {
  return event.op == Op::note || event.op == Op::fail || (event.op == Op::spawn && event.where);
}

}  // namespace

std::vector<std::size_t> select_events(const Failure& failure, std::size_t limit) {
  std::set<Target> targets = targets_of_sides(failure);
  if (targets.empty() || !failure.weak_accesses.empty()) targets.merge(targets_of_switches(failure));
  std::vector<bool> is_side(failure.events.size());  // or says why a memory may behave so
  for (std::uint32_t side : failure.sides) is_side[side] = true;

  for (const WeakAccess& access : failure.weak_accesses)
    for (const auto& event : {std::optional(access.event), access.older, std::optional(access.newer),
                              access.through_store, access.through_load})
      if (event) is_side[*event] = true;

  std::vector<std::size_t> chosen;
  std::size_t room = limit;
  for (std::size_t i = failure.events.size(); i-- > 0;) {
    const Event& event = failure.events[i];
    const bool told = always_told(event) || (acts_on_something(event) && targets.count(target_of(event)));
    if (is_side[i] || (told && room > 0)) {
      chosen.push_back(i);
      room -= room > 0;
    }
  }
  std::reverse(chosen.begin(), chosen.end());
  return chosen;
}

}  // namespace weft
