#include "agent/poller.h"

#include "agent/kernel_thread.h"
#include "agent/parking.h"

namespace weft::runtime {
namespace {

std::atomic<Poller*> g_default_poller{nullptr};

struct WorkersPoller {
  bool is_worker = false;
  Poller* poller = nullptr;
};
thread_local WorkersPoller t_workers_poller;

// Not inlined: code may go on in another kernel thread after a switch.
[[gnu::noinline]] WorkersPoller& workers_poller() {
  asm volatile("");
  return t_workers_poller;
}

}  // namespace

// Acquire: the poller that is seen is complete.
Poller* default_poller() { return g_default_poller.load(std::memory_order_acquire); }
void set_default_poller(Poller* poller) { g_default_poller.store(poller, std::memory_order_release); }

void park_in(Poller& poller, Deadline deadline) {
  KernelThread& thread = kernel_thread_of(this_kernel_thread());
  thread.sleeps_in.store(&poller, std::memory_order_relaxed);  // the permit publishes it
  park({}, deadline);
  // Relaxed: only this thread looks at it before it parks anew.
  thread.sleeps_in.store(nullptr, std::memory_order_relaxed);
}

void note_worker_of(Poller* poller) { workers_poller() = {true, poller}; }

bool this_thread_looks_at(const Poller& poller) {
  const WorkersPoller& seen = workers_poller();
  return seen.is_worker && (seen.poller != nullptr ? seen.poller : default_poller()) == &poller;
}

}  // namespace weft::runtime
