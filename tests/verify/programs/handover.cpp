// The monitor takes the processor from a worker that is about to come back into the runtime: one of them has
// it.
//
// expect: verified
// mutant: worker_does_not_look data_race core/sched/handover.h core/sched/handover.cpp
//   - return !worker.taking_away.load(std::memory_order_relaxed);
//   + return true;
// mutant: monitor_does_not_look data_race core/sched/handover.cpp
//   - if (worker.in_runtime.load(std::memory_order_acquire)) {
//   + if (false) {
// mutant: leaving_without_release data_race core/sched/handover.h
//   - worker.in_runtime.store(false, std::memory_order_release);
//   + worker.in_runtime.store(false, std::memory_order_relaxed);
#include "sched/handover.h"

#include "agents.h"

using namespace weft::runtime;

int main() {
  Processor processor(0);
  std::byte nobody[1];
  Worker worker(reinterpret_cast<Scheduler&>(nobody));  // only its address counts
  worker.processor = &processor;
  int uses = 0;  // of the processor, by whoever has it
  const auto use = [&](const Processor* mine) {
    if (mine != nullptr) ++uses;
  };
  verify::together(
      [&] {
        use(worker.processor);
        leave_runtime(worker);
        enter_runtime(worker);
        use(worker.processor);
      },
      [&] { use(take_processor_away(worker)); });
  weft::expect_equal(uses, 2, "uses");
}
