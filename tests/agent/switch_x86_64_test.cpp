// A profiler or debugger may stop anywhere in the switch: after every instruction of it the unwind tables
// must lead to the end of one of the two stacks. The processor's trap flag stops after every instruction.
#include <gtest/gtest.h>
#include <signal.h>
#include <ucontext.h>

#include <vector>

#include "agent/pair.h"
#include "agent/stack_walk.h"
#include "agent/switch.h"

namespace weft::testing {
namespace {

struct Stop {
  std::uintptr_t at;
  StackWalk walk;
};
std::vector<Stop>* g_stops = nullptr;

void on_trap(int, siginfo_t*, void* context) {
  const auto& registers = static_cast<ucontext_t*>(context)->uc_mcontext.gregs;
  const auto at = static_cast<std::uintptr_t>(registers[REG_RIP]);
  void* const function = _Unwind_FindEnclosingFunction(reinterpret_cast<void*>(at + 1));
  if (function == reinterpret_cast<void*>(weft_switch_stack)) g_stops->push_back({at, walk_stack()});
}

// Makes the caller a function whose frame is found by rbp alone, so that the walk must find its rbp first.
__attribute__((always_inline)) inline void have_a_frame_pointer() {
  volatile std::size_t bytes = 16;
  static_cast<volatile char*>(__builtin_alloca(bytes))[0] = 0;
}

__attribute__((always_inline)) inline void stop_after_every_instruction(bool on) {
  if (on)
    asm volatile("pushfq; orq $0x100, (%%rsp); popfq" ::: "memory", "cc");
  else
    asm volatile("pushfq; andq $~0x100, (%%rsp); popfq" ::: "memory", "cc");
}

__attribute__((noinline)) std::vector<Stop> stops_of_a_switch(Pair& pair) {
  have_a_frame_pointer();
  std::vector<Stop> stops;
  g_stops = &stops;
  struct sigaction action {
  }, before{};
  action.sa_sigaction = on_trap;
  action.sa_flags = SA_SIGINFO;
  sigaction(SIGTRAP, &action, &before);
  stop_after_every_instruction(true);
  pair.to_other();
  stop_after_every_instruction(false);
  sigaction(SIGTRAP, &before, nullptr);
  return stops;
}

struct Roots : Pair {
  void* of_fiber = nullptr;  // the outermost function of each stack
  void* of_main = walk_stack().functions.back();
};

void come_and_go(void* argument) {
  have_a_frame_pointer();
  auto& roots = *static_cast<Roots*>(argument);
  roots.of_fiber = walk_stack().functions.back();
  for (;;) roots.to_main();
}

// The stop right after the stack pointer changes is the first on the fiber.
void expect_walks_to_the_roots(const std::vector<Stop>& stops, const Roots& roots) {
  int on_fiber = 0;
  for (const Stop& stop : stops) {
    const auto offset = stop.at - reinterpret_cast<std::uintptr_t>(weft_switch_stack);
    const bool on_main = stop.walk.functions.back() == roots.of_main;
    EXPECT_EQ(stop.walk.end, _URC_END_OF_STACK) << "+" << offset;
    EXPECT_TRUE(on_main || stop.walk.functions.back() == roots.of_fiber) << "+" << offset;
    on_fiber += !on_main;
  }
  EXPECT_GT(stops.size(), 40u);  // there and back
  EXPECT_EQ(on_fiber, static_cast<int>(stops.size()) / 2);
}

TEST(SwitchX86_64, CanBeWalkedFromEveryInstruction) {
  Roots roots;
  roots.start(come_and_go);
  const std::vector<Stop> into_a_fresh_fiber = stops_of_a_switch(roots);
  const std::vector<Stop> into_one_that_was_there = stops_of_a_switch(roots);
  roots.other.abandon();
  expect_walks_to_the_roots(into_a_fresh_fiber, roots);
  expect_walks_to_the_roots(into_one_that_was_there, roots);
}

}  // namespace
}  // namespace weft::testing
