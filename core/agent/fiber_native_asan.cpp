// Fibers by assembly, as in fiber_native.cpp, that tell AddressSanitizer which stack is in use. It keeps two
// things for a stack: which bytes of it are red zones, and, with detect_stack_use_after_return, a "fake
// stack" elsewhere that holds the locals of its frames. Both outlive frames that never return, those of
// finished and of abandoned fibers, unless drop_frames() ends them. Source:
// <sanitizer/common_interface_defs.h>, "Fiber annotation interface".
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>

#include <utility>

#include "agent/fiber.h"
#include "agent/switch.h"
#include "contract/check.h"

namespace weft {

struct FiberPlatform {
  enum class State { not_started, started, finished };
  Stack stack;
  Fiber::Entry entry = nullptr;
  void* argument = nullptr;
  State state = State::not_started;
  void* stack_pointer = nullptr;      // while suspended
  void* fake_stack = nullptr;         // while suspended, if a frame has needed one
  FiberPlatform* previous = nullptr;  // who switched to this one last
};

namespace {

// The sanitizer destroys a fake stack when its owner leaves for good, which a suspended fiber cannot do: for
// a moment the running fiber poses as the owner.
void destroy_fake_stack(FiberPlatform& fiber) {
  void* own = nullptr;
  const void* low = nullptr;
  std::size_t bytes = 0;
  __sanitizer_start_switch_fiber(&own, fiber.stack.low, fiber.stack.bytes);
  __sanitizer_finish_switch_fiber(fiber.fake_stack, &low, &bytes);
  __sanitizer_start_switch_fiber(nullptr, low, bytes);
  __sanitizer_finish_switch_fiber(own, nullptr, nullptr);
  fiber.fake_stack = nullptr;
}

// Nothing on the stack of `fiber` will be used again; the memory goes back to the caller as it came. Below
// the stack pointer it is clean already: those frames returned.
void drop_frames(FiberPlatform& fiber) {
  if (fiber.fake_stack != nullptr) destroy_fake_stack(fiber);
  auto* const low = static_cast<std::byte*>(fiber.stack_pointer);
  __asan_unpoison_memory_region(low, static_cast<std::size_t>(fiber.stack.top() - low));
  fiber.state = FiberPlatform::State::not_started;
}

// Tells the bounds of the stack that was just left; for a fiber that is a caller's own stack this is the only
// way to learn them.
void arrive(FiberPlatform& self, void* fake_stack) {
  const void* low = nullptr;
  std::size_t bytes = 0;
  __sanitizer_finish_switch_fiber(fake_stack, &low, &bytes);
  FiberPlatform& previous = *self.previous;
  previous.stack = {static_cast<std::byte*>(const_cast<void*>(low)), bytes};
  if (previous.state == FiberPlatform::State::finished) drop_frames(previous);
}

// `keep`: where the sanitizer puts the fake stack of `from`; null when that leaves for good.
void leave(FiberPlatform& from, void** keep, FiberPlatform& to) {
  to.previous = &from;
  __sanitizer_start_switch_fiber(keep, to.stack.low, to.stack.bytes);
  weft_switch_stack(&from.stack_pointer, to.stack_pointer);
}

void enter(void* platform) {
  auto& self = *static_cast<FiberPlatform*>(platform);
  arrive(self, nullptr);
  self.entry(self.argument);
}

}  // namespace

Fiber::Fiber() : platform_(std::make_unique<FiberPlatform>()) {}
Fiber::~Fiber() { abandon(); }

void Fiber::start(Stack stack, Entry entry, void* argument) {
  void* const stack_pointer = weft_prepare_stack(stack.top(), enter, platform_.get());
  *platform_ = {stack, entry, argument, FiberPlatform::State::started, stack_pointer};
}

void Fiber::switch_to(Fiber& from, Fiber& to) {
  FiberPlatform& self = *from.platform_;
  leave(self, &self.fake_stack, *to.platform_);
  arrive(self, std::exchange(self.fake_stack, nullptr));
}

void Fiber::finish(Fiber& self, Fiber& to) {
  self.platform_->state = FiberPlatform::State::finished;
  leave(*self.platform_, nullptr, *to.platform_);
  WEFT_CHECK(!"a finished fiber was resumed");
}

void Fiber::abandon() {
  if (platform_->state == FiberPlatform::State::started) drop_frames(*platform_);
}

bool Fiber::can_go_back() { return false; }

}  // namespace weft
