// Fibers by assembly, as in fiber_native.cpp, that keep AddressSanitizer informed of which stack is in use.
// Source: <sanitizer/common_interface_defs.h>, "Fiber annotation interface".
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>

#include "agent/fiber.h"
#include "contract/check.h"

extern "C" {
void weft_switch_stack(void** save, void* load);
void* weft_prepare_stack(void* top, void (*entry)(void*), void* argument);
}

namespace weft {

struct FiberPlatform {
  Stack stack;
  void* fake_stack = nullptr;  // where the sanitizer keeps locals of suspended frames
  Fiber::Entry entry = nullptr;
  void* argument = nullptr;
};

namespace {

FiberPlatform* g_previous = nullptr;  // who switched to the fiber that runs now

// The stack that was just left is that of g_previous; for the fiber that is the caller's own stack this is
// the only way to learn it.
void arrive(void* fake_stack) {
  const void* low = nullptr;
  std::size_t bytes = 0;
  __sanitizer_finish_switch_fiber(fake_stack, &low, &bytes);
  g_previous->stack = {static_cast<std::byte*>(const_cast<void*>(low)), bytes};
}

void enter(void* platform) {
  auto& self = *static_cast<FiberPlatform*>(platform);
  arrive(nullptr);
  self.entry(self.argument);
}

}  // namespace

Fiber::Fiber() : platform_(std::make_unique<FiberPlatform>()) {}
Fiber::~Fiber() = default;

void Fiber::start(Stack stack, Entry entry, void* argument) {
  __asan_unpoison_memory_region(stack.low, stack.bytes);  // frames of an abandoned life
  *platform_ = {stack, nullptr, entry, argument};
  saved_stack_pointer_ = weft_prepare_stack(stack.top(), enter, platform_.get());
}

void Fiber::switch_to(Fiber& from, Fiber& to) {
  g_previous = from.platform_.get();
  const Stack& target = to.platform_->stack;
  __sanitizer_start_switch_fiber(&from.platform_->fake_stack, target.low, target.bytes);
  weft_switch_stack(&from.saved_stack_pointer_, to.saved_stack_pointer_);
  arrive(from.platform_->fake_stack);
}

void Fiber::finish(Fiber& self, Fiber& to) {
  g_previous = self.platform_.get();
  const Stack& target = to.platform_->stack;
  __sanitizer_start_switch_fiber(nullptr, target.low, target.bytes);
  weft_switch_stack(&self.saved_stack_pointer_, to.saved_stack_pointer_);
  WEFT_CHECK(!"a finished fiber was resumed");
}

void Fiber::abandon() {}

}  // namespace weft
