#include "agent/parking.h"

#include "agent/kernel_thread.h"
#include "agent/recording.h"
#include "contract/check.h"

namespace weft::runtime {
namespace {

// The permit, if it is there. Acquire: what the one who granted it did before is seen.
bool take_permit(ControlBlock& self) {
  std::uint8_t permit = ControlBlock::kPermit;
  return self.permit.load(std::memory_order_relaxed) == permit &&
         self.permit.compare_exchange_strong(permit, ControlBlock::kNoPermit, std::memory_order_acquire,
                                             std::memory_order_relaxed);
}

}  // namespace

// Relaxed stores of what it waits for: they are shown to people, nothing is decided by them.
bool park(Wait wait, Deadline deadline) {
  ControlBlock& self = current_agent();
  if (take_permit(self)) return true;
  self.waits_on.store(wait.object, std::memory_order_relaxed);
  self.reason.store(wait.reason, std::memory_order_relaxed);
  const bool in_time = self.behaviour->park(self, deadline);
  self.reason.store(WaitReason::none, std::memory_order_relaxed);
  self.waits_on.store(nullptr, std::memory_order_relaxed);
  return in_time;
}

// Release: what was done before is seen by who takes the permit. Acquire: the agent is suspended wholly
// before it is resumed.
void unpark(ControlBlock& agent) {
  const std::uint8_t before = agent.permit.exchange(ControlBlock::kPermit, std::memory_order_acq_rel);
  if (before < ControlBlock::kParked) return;
  if (before == ControlBlock::kParkedForEver) count_woken_kernel_thread();
  if (is_recording_now()) [[unlikely]]
    record_unpark(agent);
  agent.behaviour->resume(agent);
}

}  // namespace weft::runtime
