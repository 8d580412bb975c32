// A fiber with a kernel thread of its own goes on when whoever wakes it has read its block, and not before:
// it may end then. Also when its thread has a permit that was meant for another, or its time is up at that
// moment.
//
// expect: verified
// mutant: goes_on_with_its_permit data_race core/sched/fiber_threads.cpp
//   - if (parked && unparked) sleep_until_resumed(thread, kNever);
// mutant: fiber_is_not_told deadlock core/sched/fiber_threads.cpp
//   - kernel_thread_of(thread).fiber_resumed.store(true, std::memory_order_release);
#include "agent/current_agent.h"
#include "agent/parking.h"
#include "agents.h"
#include "sched/fiber_threads.h"

using namespace weft::runtime;

namespace {

constexpr AgentBehaviour kFiber{park_on_own_thread, resume_on_own_thread, nullptr};

}  // namespace

int main() {
  ControlBlock fiber;
  fiber.behaviour = &kFiber;
  std::atomic<bool> runs{false};
  verify::together(
      [&] {
        unpark(current_agent());
        fiber.next = &current_agent();
        set_current_agent(&fiber);
        runs.store(true, std::memory_order_release);
        park({}, Clock::now() + std::chrono::milliseconds(1));
        fiber.next = nullptr;  // its end
        fiber.behaviour = nullptr;
        set_current_agent(nullptr);
      },
      [&] {
        while (!runs.load(std::memory_order_acquire)) std::this_thread::yield();
        unpark(fiber);
      });
}
