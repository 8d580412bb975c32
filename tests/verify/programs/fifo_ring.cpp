// The owner of a run queue adds two agents and takes one out while a thief takes half: each agent is taken
// once.
//
// expect: verified
// mutant: pop_without_claim wrong_result core/sched/fifo_ring.h
//   - if (head_.compare_exchange_weak(head, head + 1, std::memory_order_acq_rel, std::memory_order_acquire))
//   + head_.store(head + 1);
// mutant: steal_without_claim wrong_result core/sched/fifo_ring.h
//   - continue; thief.tail_
//   + {} thief.tail_
#include "sched/fifo_ring.h"

#include "agents.h"

int main() {
  weft::runtime::ControlBlock agents[2];
  weft::runtime::FifoRing ring, stolen;
  weft::runtime::ControlBlock* taken[2] = {};
  verify::together(
      [&] {
        for (auto& agent : agents) ring.push_back(agent);
        taken[0] = ring.pop_front();
      },
      [&] { taken[1] = ring.steal_half_into(stolen); });
  int times[2] = {};
  const auto count = [&](weft::runtime::ControlBlock* agent) {
    if (agent != nullptr) ++times[agent - agents];
    return agent != nullptr;
  };
  for (auto* agent : taken) count(agent);
  while (count(ring.pop_front()) || count(stolen.pop_front())) {
  }
  weft::expect(times[0] == 1 && times[1] == 1, "each agent is taken once");
}
