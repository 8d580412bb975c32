// Fibers by assembly: the registers that a call preserves, and the floating-point control words.
#include "agent/fiber.h"

#include "contract/check.h"

extern "C" {
// Saves the running context, stores its stack pointer in *save and resumes the one saved at `load`.
void weft_switch_stack(void** save, void* load);
// Lays out a context on `top` that calls entry(argument) when it is first resumed; returns its stack pointer.
void* weft_prepare_stack(void* top, void (*entry)(void*), void* argument);
}

namespace weft {

struct FiberPlatform {};

Fiber::Fiber() = default;
Fiber::~Fiber() = default;

void Fiber::start(Stack stack, Entry entry, void* argument) {
  saved_stack_pointer_ = weft_prepare_stack(stack.top(), entry, argument);
}

void Fiber::switch_to(Fiber& from, Fiber& to) {
  weft_switch_stack(&from.saved_stack_pointer_, to.saved_stack_pointer_);
}

void Fiber::finish(Fiber& self, Fiber& to) {
  switch_to(self, to);
  WEFT_CHECK(!"a finished fiber was resumed");
}

void Fiber::abandon() {}

}  // namespace weft
