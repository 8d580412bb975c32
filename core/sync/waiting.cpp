#include "sync/waiting.h"

#include <chrono>
#include <thread>

#include "weft/detail/checked.h"

namespace weft::runtime {
namespace {

// About twice what it takes to be put to sleep and woken: less, and two kernel threads that hand a lock back
// and forth sleep at every turn for ever, since whoever is being woken comes too late for who waits for it.
// Agents of ours are woken at a tenth of the price, and others could use their kernel thread meanwhile.
constexpr std::chrono::nanoseconds kKernelThreadLooks = std::chrono::microseconds(12);
constexpr std::chrono::nanoseconds kOthersLook = std::chrono::nanoseconds(600);
constexpr int kPausesPerLook = 8;

}  // namespace

// On a single processor nobody else runs meanwhile.
bool look_then_wait(Waiter& waiter, Wait what, Deadline deadline) {
  static const bool others_run = !detail::is_checked && std::thread::hardware_concurrency() > 1;
  const bool kernel_thread = waiter.agent->kind() == AgentKind::kernel_thread;
  const Deadline until = Clock::now() + (kernel_thread ? kKernelThreadLooks : kOthersLook);
  while (others_run && Clock::now() < until) {
    for (int i = 0; i < kPausesPerLook; ++i) {
      if (is_woken(waiter)) return true;
      spin_pause();
    }
  }
  return wait(waiter, what, deadline);
}

}  // namespace weft::runtime
