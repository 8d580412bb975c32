// weft/scheduler.h
#include "agent/parking.h"
#include "sched/fiber.h"
#include "sched/scheduler.h"
#include "sched/worker.h"
#include "weft/poller.h"
#include "weft/scheduler.h"

namespace weft {
namespace {

runtime::SchedulerLimits limits_of(const scheduler_settings& settings) {
  return {.processors = settings.workers,
          .stack_bytes = settings.stack_bytes,
          .time_slice = settings.time_slice,
          .monitor = settings.monitor,
          .model = settings.model,
          .poller = settings.poller == nullptr ? nullptr : &settings.poller->seam()};
}

}  // namespace

scheduler::scheduler(const scheduler_settings& settings)
    : core_(std::make_unique<runtime::Scheduler>(limits_of(settings))) {}

scheduler::~scheduler() = default;

namespace {

// The process's own is never destroyed: fibers may outlive main().
[[gnu::noinline]] runtime::Scheduler& scheduler_of_kernel_thread() {
  if (runtime::Scheduler* const own = runtime::scheduler_of_threaded_fiber()) return *own;
  static auto& shared = *new runtime::Scheduler(limits_of({}));
  return shared;
}

}  // namespace

runtime::Scheduler& scheduler::current() {
  if (const runtime::Worker* const worker = runtime::this_worker()) [[likely]]
    return worker->scheduler;
  return scheduler_of_kernel_thread();
}

void yield() {
  if (const runtime::Worker* const worker = runtime::this_worker()) return worker->scheduler.yield();
  std::this_thread::yield();
}

bool should_yield() {
  const runtime::Worker* const worker = runtime::this_worker();
  return worker != nullptr && worker->scheduler.slice_is_over();
}

void runtime::start_timer(Timer& timer) { scheduler::current().start(timer); }
void runtime::stop_timer(Timer& timer) { timer.heap->remove(timer); }

void sleep_until(std::chrono::steady_clock::time_point deadline) {
  while (std::chrono::steady_clock::now() < deadline)
    runtime::park({runtime::WaitReason::sleep, nullptr}, deadline);
}

void detail::run_blocking(const std::function<void()>& call) {
  if (const runtime::Worker* const worker = runtime::this_worker()) return worker->scheduler.block(call);
  call();
}

}  // namespace weft
