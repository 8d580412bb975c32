// Fibers by assembly: the registers that a call preserves, and the floating-point control words.
#include "agent/fiber.h"
#include "agent/switch.h"
#include "contract/check.h"

namespace weft {

struct FiberPlatform {};

Fiber::Fiber() = default;
Fiber::~Fiber() = default;

void Fiber::start(Stack stack, Entry entry, void* argument) {
  saved_stack_pointer_ = weft_prepare_stack(stack.top(), entry, argument);
}

[[gnu::aligned(64)]] void Fiber::switch_to(Fiber& from, Fiber& to) {
  weft_switch_stack(&from.saved_stack_pointer_, to.saved_stack_pointer_);
}

void Fiber::finish(Fiber& self, Fiber& to) {
  switch_to(self, to);
  WEFT_CHECK(!"a finished fiber was resumed");
}

void Fiber::abandon() {}

bool Fiber::can_go_back() { return true; }

}  // namespace weft
