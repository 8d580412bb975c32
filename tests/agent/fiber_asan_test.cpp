// AddressSanitizer watches the stacks of fibers, and forgets those that are left for good.
#include <gtest/gtest.h>
#include <sanitizer/asan_interface.h>
#include <unistd.h>

#include <fstream>
#include <functional>

#include "agent/pair.h"

namespace weft::testing {
namespace {

// A local array whose address leaves the frame: it has red zones, or a place in the fake stack.
__attribute__((noinline)) int touch(std::size_t index, const std::function<void()>& meanwhile) {
  volatile int numbers[4] = {1, 2, 3, 4};
  meanwhile();
  return *(numbers + index);  // UBSan would stop it before ASan can, had it a subscript
}

void* poisoned_byte(const Pair& pair) { return __asan_region_is_poisoned(pair.memory.get(), kStack); }

TEST(FiberAsanDeathTest, ReportsAnOverflowOnAFiber) {
  const auto run = [] {
    Pair pair;
    pair.start([](void* argument) {
      auto& p = *static_cast<Pair*>(argument);
      touch(4, [&p] { p.to_main(); });
    });
    pair.to_other();
    pair.to_other();
  };
  EXPECT_DEATH(run(), "stack-buffer-overflow");
}

__attribute__((noinline)) const volatile int* outlived() {
  volatile int number = 1;
  const volatile int* volatile address = &number;
  return address;
}

TEST(FiberAsanDeathTest, ReportsUseAfterReturnOnAFiber) {
  const auto run = [] {
    Pair pair;
    pair.start([](void* argument) {
      auto& p = *static_cast<Pair*>(argument);
      const volatile int* const number = outlived();
      p.to_main();
      p.log = std::to_string(*number);
    });
    pair.to_other();
    pair.to_other();
  };
  EXPECT_DEATH(run(), "stack-use-after-return");
}

void pause_inside(void* argument) {
  auto& p = *static_cast<Pair*>(argument);
  touch(0, [&p] { p.to_main(); });
  p.finish();
}

TEST(FiberAsan, AnAbandonedStackIsClean) {
  Pair pair;
  pair.start(pause_inside);
  pair.to_other();
  pair.other.abandon();
  EXPECT_EQ(poisoned_byte(pair), nullptr);
}

TEST(FiberAsan, AFinishedStackIsClean) {
  Pair pair;
  pair.start([](void* argument) {
    auto& p = *static_cast<Pair*>(argument);
    touch(0, [&p] { p.finish(); });
  });
  pair.to_other();
  EXPECT_EQ(poisoned_byte(pair), nullptr);
}

// A fake stack takes some 700 kB of addresses.
std::size_t address_space_bytes() {
  std::size_t pages = 0;
  std::ifstream("/proc/self/statm") >> pages;
  return pages * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

TEST(FiberAsan, AbandonedFibersLeaveNoFakeStacks) {
  Pair pair;
  const std::size_t before = address_space_bytes();
  for (int round = 0; round < 1000; ++round) {
    pair.start(pause_inside);
    pair.to_other();
    pair.other.abandon();
  }
  EXPECT_LT(address_space_bytes() - before, 100u << 20);
}

}  // namespace
}  // namespace weft::testing
