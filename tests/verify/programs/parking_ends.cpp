// A kernel thread that was parked goes on when whoever wakes it has read its block, and not before: it may
// end then, and another begin with the block. Also when its time is up at that moment.
//
// expect: verified
// mutant: goes_on_with_its_permit data_race core/agent/kernel_thread.cpp
//   - if (slept && unparked) sleep_until_resumed(kernel_thread_of(self), seen);
// mutant: resumed_without_release data_race core/agent/kernel_thread.cpp
//   - thread.wakeups.fetch_add(1);
//   + thread.wakeups.fetch_add(1, std::memory_order_relaxed);
#include "agent/parking.h"

#include "agents.h"

using namespace weft::runtime;

AgentBehaviour behaviour_of_next;

int main() {
  std::atomic<ControlBlock*> sleeper{nullptr};
  verify::together(
      [&] {
        ControlBlock& self = current_agent();
        sleeper.store(&self, std::memory_order_release);
        park({}, Clock::now() + std::chrono::milliseconds(1));
        behaviour_of_next = *self.behaviour;
        begin_agent(self, AgentKind::kernel_thread, behaviour_of_next);
      },
      [&] {
        ControlBlock* agent = nullptr;
        while ((agent = sleeper.load(std::memory_order_acquire)) == nullptr) std::this_thread::yield();
        unpark(*agent);
      });
}
