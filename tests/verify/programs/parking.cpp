// A wakeup that comes before the wait is not lost, and one that comes while the waiter lies down wakes it.
//
// expect: verified
// mutant: park_forgets_permit deadlock core/agent/kernel_thread.cpp
//   - if (!self.permit.compare_exchange_strong(permit, parked, std::memory_order_acq_rel)) return false;
//   + (void)permit; self.permit.store(parked);
// mutant: unpark_wakes_nobody deadlock core/agent/parking.cpp
//   - agent.behaviour->resume(agent);
// mutant: wakeup_is_not_counted deadlock core/agent/kernel_thread.cpp
//   - thread.wakeups.fetch_add(1);
#include "agent/parking.h"

#include "agents.h"

using namespace weft::runtime;

int main() {
  std::atomic<ControlBlock*> sleeper{nullptr};
  std::atomic<bool> written{false};
  int message = 0;
  verify::together(
      [&] {
        sleeper.store(&current_agent(), std::memory_order_release);
        while (!written.load(std::memory_order_acquire)) park({});
        weft::expect_equal(message, 1, "what was written before the wakeup");
      },
      [&] {
        ControlBlock* agent = nullptr;
        while ((agent = sleeper.load(std::memory_order_acquire)) == nullptr) std::this_thread::yield();
        message = 1;
        written.store(true, std::memory_order_release);
        unpark(*agent);
      });
}
