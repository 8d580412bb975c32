// Two agents wait for a lock: the urgent one gets it first, though it came last.
//
// prints: the urgent one
// prints: the other
#include "weft/priority_mutex.h"

#include <algorithm>
#include <cstdio>
#include <mutex>

#include "weft/agents.h"
#include "weft/fiber.h"

void wait_until_waiting(long count) {
  while (std::ranges::count(weft::agents(), "mutex", &weft::agent_info::waits_for) < count) weft::yield();
}

int main() {
  weft::priority_mutex m;
  std::unique_lock held(m);
  weft::fiber other([&] {
    const std::lock_guard lock(m);
    std::puts("the other");
  });
  wait_until_waiting(1);
  weft::fiber urgent([&] {
    weft::set_this_agent_priority(weft::agent_priority::high);
    const std::lock_guard lock(m);
    std::puts("the urgent one");
  });
  wait_until_waiting(2);
  held.unlock();
  other.join();
  urgent.join();
}
