// A suspended computation with its own stack, and the switch between two of them: the one seam between the
// checker and the machine. Implementations, one chosen by CMake: fiber_native.cpp (assembly; for sanitizers
// fiber_native_asan.cpp and fiber_native_tsan.cpp), fiber_jspi.cpp (wasm, one promise a stack),
// fiber_baton.cpp (one kernel thread a fiber, handing on a baton).
//
// Life:      start() -> switched to -> ... -> finish(), or abandon() while suspended -> start() again.
// Threads:   all fibers of a process belong to one thread of control; exactly one runs at a time.
// Ownership: the caller keeps the Fiber and its stack alive and in place from
//            start() to finish() or abandon().
#pragma once

#include <cstdint>
#include <memory>

#include "agent/stack.h"

namespace weft {

// What the platform keeps of one fiber.
struct FiberPlatform;

class Fiber {
 public:
  using Entry = void (*)(void* argument);

  // A fiber without a start() stands for the caller's own stack: the first switch away from it saves it.
  Fiber();
  ~Fiber();
  Fiber(const Fiber&) = delete;
  Fiber& operator=(const Fiber&) = delete;

  // The next switch to this fiber calls entry(argument) on `stack`. `entry` must end in finish().
  void start(Stack stack, Entry entry, void* argument);

  // Suspends `from`, which is running, and runs `to`. Returns when somebody switches to `from` again.
  static void switch_to(Fiber& from, Fiber& to);

  // The last act of `self`: runs `to` and never comes back. Natively this does not return; under JSPI it
  // does, and the entry function must then return at once, without touching anything.
  static void finish(Fiber& self, Fiber& to);

  // Where the stack of a suspended fiber ends, its saved registers included; null where the platform keeps
  // that to itself.
  const void* suspended_at() const { return saved_stack_pointer_; }

  // A suspended fiber will never be resumed: releases what the platform holds for it. Destructors of objects
  // on its stack do not run. Does nothing for a fiber that is finished or not started.
  void abandon();

  // Where the platform can do that: a fiber that was suspended goes back to where it was then. Its owner puts
  // the stack back as it was, from place() up, and calls go_back_to() with what place() had been.
  static bool can_go_back();
  void* place() const { return saved_stack_pointer_; }
  void go_back_to(void* place) { saved_stack_pointer_ = place; }

 private:
  [[maybe_unused]] void* saved_stack_pointer_ = nullptr;  // where switch.h is used
  std::unique_ptr<FiberPlatform> platform_;
};

}  // namespace weft
