// Two agents of different priority go through a mutex that lends priorities: in the end each has its own.
//
// expect: verified
// mutant: waiters_are_not_marked wrong_result core/sync/priority_mutex.cpp
//   - if (word != 0 && owner_.compare_exchange_weak(word, word | kWaiters, std::memory_order_relaxed))
//   + if (word != 0)
// mutant: lent_priority_stays wrong_result core/sync/priority_mutex.cpp
//   - g_inheritance.update(self); }
//   + }
#include "weft/priority_mutex.h"

#include "agents.h"

using weft::runtime::current_agent;
using weft::runtime::Priority;

int main() {
  weft::priority_mutex mutex;
  int counter = 0;
  const auto section = [&](Priority priority) {
    current_agent().set_priority(priority);
    mutex.lock();
    ++counter;
    mutex.unlock();
    weft::expect(current_agent().priority() == priority, "the priority is the agent's own again");
  };
  verify::together([&] { section(Priority::low); }, [&] { section(Priority::high); });
  weft::expect_equal(counter, 2, "sections");
}
