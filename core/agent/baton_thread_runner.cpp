#include <emscripten/stack.h>

#include "agent/baton_thread.h"
#include "contract/check.h"

extern "C" {
void _emscripten_stack_restore(void* stack_pointer);
int emscripten_builtin_pthread_create(pthread_t*, const pthread_attr_t*, void* (*)(void*), void*);
int emscripten_builtin_pthread_join(pthread_t, void**);
// web/runner/fiber_baton.js
void weft_js_fiber_begin(int fiber);  // gives it its thread-local variables
void weft_js_call_guarded(void (*function)(void*),
                          void* argument);  // returns also when the call ended in a trap
void weft_js_expect_trap();
}

namespace weft::baton {
namespace {

// The entry runs on the stack that start() was given, so that addresses are the same in every execution.
void call_entry(void* started) {
  const auto& start = *static_cast<const Start*>(started);
  _emscripten_stack_restore(start.stack.top());
  weft_js_fiber_begin(start.fiber);
  start.entry(start.argument);
}

}  // namespace

// Not std::atomic's: the runner has replaced what that waits in.
void wait_while(const Word& word, std::uint32_t value) {
  auto* const address = reinterpret_cast<int*>(const_cast<Word*>(&word));
  while (word.load() == value) __builtin_wasm_memory_atomic_wait32(address, static_cast<int>(value), -1);
}

void wake(const Word& word) {
  __builtin_wasm_memory_atomic_notify(reinterpret_cast<int*>(const_cast<Word*>(&word)), ~0u);
}

void create_thread(pthread_t& thread, void* (*main)(void*), void* argument) {
  WEFT_CHECK(emscripten_builtin_pthread_create(&thread, nullptr, main, argument) == 0);
}

void join_thread(pthread_t thread) { emscripten_builtin_pthread_join(thread, nullptr); }

void run_entry(const Start& start) {
  void* const own_stack = reinterpret_cast<void*>(emscripten_stack_get_current());
  weft_js_call_guarded(call_entry, const_cast<Start*>(&start));
  _emscripten_stack_restore(own_stack);
}

// A trap runs no code of the program; JavaScript stops it.
void unwind() {
  weft_js_expect_trap();
  __builtin_trap();
}

}  // namespace weft::baton
