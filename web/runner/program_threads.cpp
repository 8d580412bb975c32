#include "runner/program_threads.h"

#include <emscripten.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstdint>

extern "C" int __real_pthread_create(pthread_t*, const pthread_attr_t*, void* (*)(void*), void*);

namespace weft {
namespace {

std::atomic<int> g_live = 0;  // seq_cst: a count between threads that share nothing else

struct Start {
  void* (*entry)(void*);
  void* argument;
};

// A thread-specific value's destructor: runs however the thread ends, and before a join of it returns.
void thread_ended(void*) {
  g_live.fetch_sub(1);
  __builtin_wasm_memory_atomic_notify(reinterpret_cast<int*>(&g_live), ~0u);
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
  pthread_setspecific(end_key(), &g_live);
  return call_thread(start.entry, start.argument);
}

}  // namespace

int wait_for_program_threads(double seconds) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
  for (;;) {
    const int live = g_live.load();
    const auto left =
        std::chrono::duration_cast<std::chrono::nanoseconds>(until - std::chrono::steady_clock::now());
    if (live == 0 || left.count() <= 0) return live;
    __builtin_wasm_memory_atomic_wait32(reinterpret_cast<int*>(&g_live), live, left.count());
  }
}

int create_own_thread(pthread_t* thread, void* (*entry)(void*), void* argument) {
  return __real_pthread_create(thread, nullptr, entry, argument);
}

}  // namespace weft

// In place of the C library's, for the module and the C++ library (the linker's --wrap).
extern "C" EMSCRIPTEN_KEEPALIVE int __wrap_pthread_create(pthread_t* thread, const pthread_attr_t* attributes,
                                                          void* (*entry)(void*), void* argument) {
  using namespace weft;
  if (g_live.fetch_add(1) >= kMaxProgramThreads) {
    g_live.fetch_sub(1);
    return EAGAIN;
  }
  auto* const start = new Start{entry, argument};
  const int error = __real_pthread_create(thread, attributes, run_thread, start);
  if (error == 0) return 0;
  g_live.fetch_sub(1);
  delete start;
  return error;
}
