// Fibers as kernel threads of which one at a time may run: who switches hands a baton to the other and waits
// for it. For the page's checker in browsers without JSPI. A switch costs a wake and a wait: some 10 us. The
// thread of a finished or abandoned fiber stays for the next start().
#include <emscripten/stack.h>
#include <pthread.h>

#include <atomic>

#include "agent/fiber.h"
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

namespace weft {

struct FiberPlatform {
  // waiting: its thread sleeps, before the entry, in switch_to() or after the entry; abandoned: it must
  // unwind, and says so by waiting again; leave: it must end.
  enum Baton : int { waiting, running, abandoned, leave };
  std::atomic<int> baton{waiting};  // seq_cst: orders everything the fibers do
  int number = 0;
  bool has_thread = false;
  bool suspended = false;  // in switch_to()
  pthread_t thread{};
  Stack stack;
  Fiber::Entry entry = nullptr;
  void* argument = nullptr;
  FiberPlatform* heir = nullptr;  // whom to run after finish()
};

namespace {

// Not std::atomic's: the runner has replaced what that waits in.
void wait_while(std::atomic<int>& baton, int value) {
  while (baton.load() == value)
    __builtin_wasm_memory_atomic_wait32(reinterpret_cast<int*>(&baton), value, -1);
}
void set(std::atomic<int>& baton, int value) {
  baton.store(value);
  __builtin_wasm_memory_atomic_notify(reinterpret_cast<int*>(&baton), ~0u);
}

constexpr auto create_thread = emscripten_builtin_pthread_create;
constexpr auto join_thread = emscripten_builtin_pthread_join;

// The entry runs on the stack that start() was given, so that addresses are the same in every execution.
void call_entry(void* platform) {
  auto* const fiber = static_cast<FiberPlatform*>(platform);
  _emscripten_stack_restore(fiber->stack.top());
  weft_js_fiber_begin(fiber->number);
  fiber->entry(fiber->argument);
}

void run_entry(FiberPlatform& fiber) {
  void* const own_stack = reinterpret_cast<void*>(emscripten_stack_get_current());
  weft_js_call_guarded(call_entry, &fiber);
  _emscripten_stack_restore(own_stack);
}

// A trap runs no code of the program; JavaScript stops it.
[[noreturn]] void unwind() {
  weft_js_expect_trap();
  __builtin_trap();
}

void* thread_main(void* platform) {
  auto& self = *static_cast<FiberPlatform*>(platform);
  for (;;) {
    wait_while(self.baton, FiberPlatform::waiting);
    if (self.baton.load() == FiberPlatform::leave) return nullptr;
    run_entry(self);
    FiberPlatform* const heir = self.heir;
    self.heir = nullptr;
    set(self.baton, FiberPlatform::waiting);
    if (heir != nullptr) set(heir->baton, FiberPlatform::running);
  }
}

int g_numbers = 0;

}  // namespace

Fiber::Fiber() : platform_(new FiberPlatform) { platform_->number = g_numbers++; }

Fiber::~Fiber() {
  abandon();
  if (!platform_->has_thread) return;
  set(platform_->baton, FiberPlatform::leave);
  join_thread(platform_->thread, nullptr);
}

void Fiber::start(Stack stack, Entry entry, void* argument) {
  FiberPlatform& self = *platform_;
  self.stack = stack;
  self.entry = entry;
  self.argument = argument;
  if (self.has_thread) return;
  self.has_thread = true;
  WEFT_CHECK(create_thread(&self.thread, nullptr, thread_main, &self) == 0);
}

void Fiber::switch_to(Fiber& from, Fiber& to) {
  FiberPlatform& self = *from.platform_;
  self.suspended = true;
  self.baton.store(FiberPlatform::waiting);
  set(to.platform_->baton, FiberPlatform::running);
  wait_while(self.baton, FiberPlatform::waiting);
  self.suspended = false;
  if (self.baton.load() == FiberPlatform::abandoned) unwind();
}

void Fiber::finish(Fiber& self, Fiber& to) { self.platform_->heir = to.platform_.get(); }

void Fiber::abandon() {
  if (!platform_->suspended || !platform_->has_thread) return;
  set(platform_->baton, FiberPlatform::abandoned);
  wait_while(platform_->baton, FiberPlatform::abandoned);
}

bool Fiber::can_go_back() { return false; }

}  // namespace weft
