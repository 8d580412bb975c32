// Fibers in wasm by JavaScript Promise Integration: each runs on a wasm stack of its own that suspends in the
// one import below (web/runner/fiber_jspi.js says how). The shadow stack, in linear memory, is switched here.
// A wasm stack is kept when its fiber finishes, for the next one: making one costs more than ten switches.
#include <emscripten/stack.h>

#include <vector>

#include "agent/fiber.h"

extern "C" {
void _emscripten_stack_restore(void* stack_pointer);  // of Emscripten's compiler runtime

// The numbers are those of FiberPlatform.
void weft_js_fiber_start(int fiber);
void weft_js_fiber_begin(int fiber);         // gives it its thread-local variables
int weft_js_fiber_switch(int from, int to);  // suspends; non-zero: abandoned
int weft_js_fiber_rest(int fiber,
                       int to);  // suspends a finished fiber's wasm stack until a fiber needs one: which
void weft_js_fiber_abandon(int fiber);
}

namespace weft {

struct FiberPlatform {
  int number;
  void* stack_top = nullptr;
  Fiber::Entry entry = nullptr;
  void* argument = nullptr;
  FiberPlatform* heir = nullptr;  // whom to run after finish()
};

namespace {

std::vector<FiberPlatform*>& fibers() {
  static std::vector<FiberPlatform*> all;
  return all;
}

int free_number() {
  auto& all = fibers();
  for (std::size_t i = 0; i < all.size(); ++i)
    if (all[i] == nullptr) return static_cast<int>(i);
  all.push_back(nullptr);
  return static_cast<int>(all.size() - 1);
}

// Unwinds an abandoned wasm stack. A trap is the one way that runs no code of the program: a rejected promise
// would run its destructors, as every C++ cleanup catches JavaScript exceptions too.
[[noreturn]] void unwind() { __builtin_trap(); }

}  // namespace

// The life of one wasm stack: fiber after fiber. Started by JavaScript; keeps nothing in linear memory.
extern "C" __attribute__((used, visibility("default"))) void weft_fiber_stack(int number) {
  while (number >= 0) {
    FiberPlatform* const fiber = fibers()[static_cast<std::size_t>(number)];
    _emscripten_stack_restore(fiber->stack_top);
    weft_js_fiber_begin(number);
    fiber->entry(fiber->argument);
    number = weft_js_fiber_rest(number, fiber->heir->number);
  }
}

Fiber::Fiber() : platform_(new FiberPlatform{free_number()}) {
  fibers()[static_cast<std::size_t>(platform_->number)] = platform_.get();
}

Fiber::~Fiber() {
  abandon();
  fibers()[static_cast<std::size_t>(platform_->number)] = nullptr;
}

void Fiber::start(Stack stack, Entry entry, void* argument) {
  const auto top = reinterpret_cast<std::uintptr_t>(stack.top());
  platform_->stack_top = reinterpret_cast<void*>(top / 16 * 16);
  platform_->entry = entry;
  platform_->argument = argument;
  weft_js_fiber_start(platform_->number);
}

void Fiber::switch_to(Fiber& from, Fiber& to) {
  void* const stack_pointer = reinterpret_cast<void*>(emscripten_stack_get_current());
  if (weft_js_fiber_switch(from.platform_->number, to.platform_->number) != 0) unwind();
  _emscripten_stack_restore(stack_pointer);
}

void Fiber::finish(Fiber& self, Fiber& to) { self.platform_->heir = to.platform_.get(); }

void Fiber::abandon() { weft_js_fiber_abandon(platform_->number); }

bool Fiber::can_go_back() { return false; }

}  // namespace weft
