// Fibers by assembly, as in fiber_native.cpp, that tell ThreadSanitizer which of them runs. To the sanitizer
// each is a thread of its own, with a call stack of its own for reports; a switch orders what came before it
// with what follows. Source: <sanitizer/tsan_interface.h>, "Fiber switching API".
#include <sanitizer/tsan_interface.h>

#include <utility>

#include "agent/fiber.h"
#include "agent/switch.h"
#include "contract/check.h"

namespace weft {

struct FiberPlatform {
  enum class State { not_started, started, finished };
  Fiber::Entry entry = nullptr;
  void* argument = nullptr;
  void* context = nullptr;  // the sanitizer's; ours to destroy unless not_started
  State state = State::not_started;
  FiberPlatform* previous = nullptr;  // who switched to this one last
};

namespace {

void destroy_context(FiberPlatform& fiber) {
  fiber.state = FiberPlatform::State::not_started;
  __tsan_destroy_fiber(std::exchange(fiber.context, nullptr));
}

// A finished fiber cannot destroy the context it runs on; who runs next does.
void arrive(FiberPlatform& self) {
  if (self.previous->state == FiberPlatform::State::finished) destroy_context(*self.previous);
}

void enter(void* platform) {
  auto& self = *static_cast<FiberPlatform*>(platform);
  arrive(self);
  self.entry(self.argument);
}

}  // namespace

Fiber::Fiber() : platform_(std::make_unique<FiberPlatform>()) {}
Fiber::~Fiber() { abandon(); }

void Fiber::start(Stack stack, Entry entry, void* argument) {
  *platform_ = {entry, argument, __tsan_create_fiber(0), FiberPlatform::State::started};
  saved_stack_pointer_ = weft_prepare_stack(stack.top(), enter, platform_.get());
}

// The two switches stand side by side: the sanitizer counts calls and returns of the context it was told of.
void Fiber::switch_to(Fiber& from, Fiber& to) {
  from.platform_->context = __tsan_get_current_fiber();
  to.platform_->previous = from.platform_.get();
  void* const target = to.saved_stack_pointer_;
  __tsan_switch_to_fiber(to.platform_->context, 0);
  weft_switch_stack(&from.saved_stack_pointer_, target);
  arrive(*from.platform_);
}

void Fiber::finish(Fiber& self, Fiber& to) {
  self.platform_->state = FiberPlatform::State::finished;
  switch_to(self, to);
  WEFT_CHECK(!"a finished fiber was resumed");
}

void Fiber::abandon() {
  if (platform_->state == FiberPlatform::State::started) destroy_context(*platform_);
}

bool Fiber::can_go_back() { return false; }

}  // namespace weft
