#include "runner/program_threads.h"

#include <emscripten.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <string_view>
#include <thread>

#include "weft/agents.h"

extern "C" int __real_pthread_create(pthread_t*, const pthread_attr_t*, void* (*)(void*), void*);

namespace weft {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kLookAgain{1};

// seq_cst: counts between threads that share nothing else
std::atomic<int> g_live = 0;  // of the program
std::atomic<int> g_runtime_live = 0;

struct Start {
  void* (*entry)(void*);
  void* argument;
  std::atomic<int>* counted_in;
};

// A thread-specific value's destructor: runs however the thread ends, and before a join of it returns.
void thread_ended(void* count) {
  auto* const live = static_cast<std::atomic<int>*>(count);
  live->fetch_sub(1);
  __builtin_wasm_memory_atomic_notify(reinterpret_cast<int*>(live), ~0u);
}

pthread_key_t end_key() {
  static const pthread_key_t key = [] {
    pthread_key_t made{};
    pthread_key_create(&made, thread_ended);
    return made;
  }();
  return key;
}

void* run_thread(void* argument) {
  auto* const given = static_cast<Start*>(argument);
  const Start start = *given;
  delete given;
  pthread_setspecific(end_key(), start.counted_in);
  return start.counted_in == &g_live ? call_thread(start.entry, start.argument) : start.entry(start.argument);
}

// EAGAIN beyond `most`.
int create_counted(const Start& start, int most, pthread_t* thread, const pthread_attr_t* attributes) {
  if (start.counted_in->fetch_add(1) >= most) {
    start.counted_in->fetch_sub(1);
    return EAGAIN;
  }
  auto* const given = new Start(start);
  const int error = __real_pthread_create(thread, attributes, run_thread, given);
  if (error == 0) return 0;
  start.counted_in->fetch_sub(1);
  delete given;
  return error;
}

int wait_for_threads(Clock::time_point until) {
  for (;;) {
    const int live = g_live.load();
    const auto left = std::chrono::duration_cast<std::chrono::nanoseconds>(until - Clock::now());
    if (live == 0 || left.count() <= 0) return live;
    __builtin_wasm_memory_atomic_wait32(reinterpret_cast<int*>(&g_live), live, left.count());
  }
}

bool has_fibers_or_tasks() {
  const std::vector<agent_info> all = agents();
  return std::any_of(all.begin(), all.end(), [](const agent_info& agent) {
    return agent.kind != "kernel thread" && agent.state != "terminated";
  });
}

// Nobody says when the last one of all schedulers ends: it looks now and then.
bool wait_for_fibers_and_tasks(Clock::time_point until) {
  while (has_fibers_or_tasks()) {
    if (Clock::now() >= until) return true;
    std::this_thread::sleep_for(kLookAgain);
  }
  return false;
}

}  // namespace

bool program_goes_on(double seconds) {
  const auto until =
      Clock::now() + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
  return wait_for_threads(until) > 0 || wait_for_fibers_and_tasks(until);
}

int count_runtime_threads() { return g_runtime_live.load(); }

int create_own_thread(pthread_t* thread, void* (*entry)(void*), void* argument) {
  return __real_pthread_create(thread, nullptr, entry, argument);
}

}  // namespace weft

extern "C" {

// In place of the C library's, for the module (web/runner/link_module.js).
EMSCRIPTEN_KEEPALIVE int __program_pthread_create(pthread_t* thread, const pthread_attr_t* attributes,
                                                  void* (*entry)(void*), void* argument) {
  return weft::create_counted({entry, argument, &weft::g_live}, weft::kMaxProgramThreads, thread, attributes);
}

// For what is linked in here (the linker's --wrap): the runtime.
int __wrap_pthread_create(pthread_t* thread, const pthread_attr_t* attributes, void* (*entry)(void*),
                          void* argument) {
  using namespace weft;
  if (create_counted({entry, argument, &g_runtime_live}, kMaxRuntimeThreads, thread, attributes) != 0)
    out_of_runtime_threads();
  return 0;
}

}  // extern "C"
