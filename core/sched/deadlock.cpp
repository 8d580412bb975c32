#include "sched/deadlock.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <utility>
#include <vector>

#include "agent/kernel_thread.h"
#include "agent/system_thread.h"
#include "sched/monitor.h"
#include "sched/scheduler.h"
#include "weft/deadlock.h"

namespace weft {
namespace runtime {
namespace {

// Lock order: before any scheduler's idle_mutex.
struct Watched {
  std::mutex mutex;
  std::vector<Scheduler*> schedulers;  // guarded by mutex
};

Watched& watched() {
  static auto& all = *new Watched();
  return all;
}

bool all_at_rest(const std::vector<Scheduler*>& schedulers) {
  return std::all_of(schedulers.begin(), schedulers.end(),
                     [](Scheduler* each) { return each->is_at_rest(); });
}

bool somebody_waits(const std::vector<Scheduler*>& schedulers) {
  return std::any_of(schedulers.begin(), schedulers.end(), [](Scheduler* each) { return each->live() > 0; });
}

struct HandlerOfUser {
  std::mutex mutex;
  deadlock_handler handler;  // guarded by mutex; empty: the default
};

HandlerOfUser& handler_of_user() {
  static auto& chosen = *new HandlerOfUser();
  return chosen;
}

// What other kernel threads have locked stays locked, so nothing is destroyed.
void report_and_exit(const std::string& report) {
  std::fputs(report.c_str(), stderr);
  std::fflush(stdout);
  std::_Exit(deadlock_exit_code);
}

}  // namespace

void watch_for_deadlock(Scheduler& scheduler) {
  const std::lock_guard lock(watched().mutex);
  watched().schedulers.push_back(&scheduler);
  call_when_all_are_parked(suspect_deadlock);
}

void forget_for_deadlock(Scheduler& scheduler) {
  const std::lock_guard lock(watched().mutex);
  std::erase(watched().schedulers, &scheduler);
}

void suspect_deadlock() {
  if (!count_kernel_threads().all_parked()) return;
  const std::lock_guard lock(watched().mutex);
  const auto& schedulers = watched().schedulers;
  if (schedulers.empty()) return;
  if (std::all_of(schedulers.begin(), schedulers.end(),
                  [](Scheduler* each) { return each->seems_at_rest(); }))
    schedulers.front()->look_for_deadlock();
}

// Workers cannot leave their rest while the locks are held. Known kernel threads cannot have left theirs if
// none was woken between the two counts; and whoever wakes one counts that before it comes to rest itself, so
// it is seen as awake. Between the counts nobody was there to start a kernel thread that the runtime does not
// know, and one that was there before is still there, or has woken somebody.
Standstill find_standstill() {
  const std::lock_guard lock(watched().mutex);
  const auto& schedulers = watched().schedulers;
  std::vector<std::unique_lock<std::mutex>> at_rest;
  for (Scheduler* each : schedulers) at_rest.emplace_back(each->idle_mutex());
  const KernelThreadCount before = count_kernel_threads();
  const std::uint32_t threads = system_thread_count();
  const std::uint32_t ours = before.known + count_exempt_kernel_threads();
  const bool rest = before.all_parked() && all_at_rest(schedulers) && somebody_waits(schedulers) &&
                    count_kernel_threads() == before;
  if (!rest) return Standstill::none;
  return threads == ours ? Standstill::for_ever : Standstill::unless_outsiders_help;
}

void report_deadlock() {
  const std::string report = describe_deadlock();
  deadlock_handler handler;
  {
    const std::lock_guard lock(handler_of_user().mutex);
    handler = handler_of_user().handler;
  }
  handler ? handler(report) : report_and_exit(report);
}

// Whose idle_mutex_ is held. Timers come before the queues: one that is due leaves its heap only after its
// agent is in a queue and somebody was woken for it.
bool Scheduler::is_at_rest() const {
  std::size_t idle = timekeeper_ == nullptr ? 0 : 1;
  for (const Worker* worker = idle_workers_; worker != nullptr; worker = worker->next_idle) ++idle;
  return idle_processors_.size() == processors_.size() && idle == workers_.size() &&
         earliest_timer() == kNever && !anything_to_do() &&
         (poller() == nullptr || !poller()->anybody_waits());
}

void Scheduler::look_for_deadlock() { monitor_->suspect_deadlock(); }

}  // namespace runtime

deadlock_handler set_deadlock_handler(deadlock_handler handler) {
  const std::lock_guard lock(runtime::handler_of_user().mutex);
  return std::exchange(runtime::handler_of_user().handler, std::move(handler));
}

}  // namespace weft
