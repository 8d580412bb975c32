// What holds of every fiber, whichever way it is made.
#include <gtest/gtest.h>

#include <cfenv>
#include <cstring>
#include <stdexcept>
#include <vector>

#include "agent/pair.h"

namespace weft::testing {
namespace {

TEST(Fiber, RunsUntilItSwitchesBack) {
  Pair pair;
  pair.start([](void* argument) {
    auto& p = *static_cast<Pair*>(argument);
    p.log += "b";
    p.to_main();
    p.log += "d";
    p.finish();
  });
  pair.log += "a";
  pair.to_other();
  pair.log += "c";
  pair.to_other();
  EXPECT_EQ(pair.log, "abcd");
}

// Puts a value into a register of its own; the compiler would make pairs of them.
void keep_apart(long& value) { asm volatile("" : "+r"(value)); }
#if defined(__aarch64__)
void keep_apart(double& value) { asm volatile("" : "+w"(value)); }
#else
void keep_apart(double& value) { asm volatile("" : "+x"(value)); }
#endif

// A computation with more values than a machine has registers that a call preserves; `pause` may switch away.
// The seed is hidden from the compiler, which would compute it all beforehand.
template <class Number, class Pause>
std::string compute(Number seed, Pause pause) {
  volatile Number hidden = seed;
  Number a = hidden, b = a + 2, c = a + 3, d = a + 4, e = a + 5, f = a + 6, g = a + 7, h = a + 8, i = a + 9,
         j = a + 10, k = a + 11;
  for (int round = 0; round < 3; ++round) {
    a += b, b += c, c += d, d += e, e += f, f += g, g += h, h += i, i += j, j += k, k += a;
    for (Number* value : {&a, &b, &c, &d, &e, &f, &g, &h, &i, &j, &k}) keep_apart(*value);
    pause();
  }
  std::string all;
  for (Number value : {a, b, c, d, e, f, g, h, i, j, k}) all += std::to_string(value) + " ";
  return all;
}

template <class Number>
void expect_kept_across_switches() {
  Pair pair;
  pair.start([](void* argument) {
    auto& p = *static_cast<Pair*>(argument);
    p.log = compute<Number>(1, [&p] { p.to_main(); });
    p.finish();
  });
  const std::string mine = compute<Number>(100, [&pair] { pair.to_other(); });
  pair.to_other();
  EXPECT_EQ(mine, compute<Number>(100, [] {}));
  EXPECT_EQ(pair.log, compute<Number>(1, [] {}));
}

TEST(Fiber, KeepsItsIntegersAcrossSwitches) { expect_kept_across_switches<long>(); }
TEST(Fiber, KeepsItsFloatingPointNumbersAcrossSwitches) { expect_kept_across_switches<double>(); }

TEST(Fiber, CanBeStartedAgainAfterItWasAbandoned) {
  Pair pair;
  const auto entry = [](void* argument) {
    auto& p = *static_cast<Pair*>(argument);
    p.log += "x";
    p.to_main();
    FAIL() << "an abandoned fiber was resumed";
  };
  for (int round = 0; round < 3; ++round) {
    pair.start(entry);
    pair.to_other();
    pair.other.abandon();
  }
  EXPECT_EQ(pair.log, "xxx");
}

TEST(Fiber, CatchesItsOwnExceptions) {
  Pair pair;
  pair.start([](void* argument) {
    auto& p = *static_cast<Pair*>(argument);
    try {
      throw std::runtime_error("inside");
    } catch (const std::exception& e) {
      p.log = e.what();
    }
    p.finish();
  });
  pair.to_other();
  EXPECT_EQ(pair.log, "inside");
}

TEST(Fiber, CatchesWhatIsThrownAfterOthersThrewAndCaught) {
  Pair pair;
  pair.start([](void* argument) {
    auto& p = *static_cast<Pair*>(argument);
    for (;;) {
      try {
        p.to_main();
        throw std::runtime_error("other ");
      } catch (const std::exception& e) {
        p.log += e.what();
      }
    }
  });
  for (int round = 0; round < 2; ++round) {
    try {
      pair.to_other();
      pair.to_other();
      throw std::runtime_error("main ");
    } catch (const std::exception& e) {
      pair.log += e.what();
    }
  }
  pair.other.abandon();
  EXPECT_EQ(pair.log, "other main other other main ");
}

TEST(Fiber, ARunsBOnItsWayToMain) {
  struct Three : Pair {
    Fiber third;
    std::unique_ptr<std::byte[]> more = std::make_unique<std::byte[]>(kStack);
  } three;
  three.start([](void* argument) {
    auto& t = *static_cast<Three*>(argument);
    t.log += "a";
    Fiber::switch_to(t.other, t.third);
    t.log += "c";
    t.finish();
  });
  const auto between = [](void* argument) {
    auto& t = *static_cast<Three*>(argument);
    t.log += "b";
    Fiber::finish(t.third, t.other);
  };
  three.third.start({three.more.get(), kStack}, between, &three);
  three.to_other();
  EXPECT_EQ(three.log, "abc");
}

// The compiler takes the alignment of the stack for granted; the address is hidden from it.
bool is_aligned_to_16(void* local) {
  asm volatile("" : "+r"(local));
  return reinterpret_cast<std::uintptr_t>(local) % 16 == 0;
}

TEST(Fiber, StartsOnAnAlignedStackWhereverItsMemoryEnds) {
  for (const std::size_t odd : {0, 1, 8, 24}) {
    Pair pair;
    const auto entry = [](void* argument) {
      auto& p = *static_cast<Pair*>(argument);
      alignas(16) std::byte local[16];
      p.log = is_aligned_to_16(local) ? "aligned" : "not aligned";
      p.finish();
    };
    pair.other.start({pair.memory.get(), kStack - odd}, entry, &pair);
    pair.to_other();
    EXPECT_EQ(pair.log, "aligned") << odd;
  }
}

// Recursion down to `low`, with a switch at the bottom.
std::size_t use_stack(Pair& pair, const std::byte* low) {
  volatile std::byte frame[256];
  frame[0] = std::byte{1};
  auto* const here = reinterpret_cast<const std::byte*>(__builtin_frame_address(0));
  if (here < low) {
    pair.to_main();
    return 1;
  }
  return use_stack(pair, low) + static_cast<std::size_t>(frame[0]);
}

TEST(Fiber, UsesItsWholeStackAndNothingElse) {
  constexpr std::size_t kReserve = 8 << 10;  // for the deepest calls
  Pair pair;
  std::vector<std::byte> around(kStack * 3, std::byte{0x5a});
  const auto entry = [](void* argument) {
    auto& p = *static_cast<Pair*>(argument);
    auto* const top = static_cast<const std::byte*>(__builtin_frame_address(0));
    p.log = std::to_string(use_stack(p, top - kStack + kReserve));
    p.finish();
  };
  pair.other.start({around.data() + kStack, kStack}, entry, &pair);
  pair.to_other();
  pair.to_other();
  EXPECT_GT(std::stoul(pair.log), 20u);
  const std::vector<std::byte> untouched(kStack, std::byte{0x5a});
  EXPECT_EQ(std::memcmp(around.data(), untouched.data(), kStack), 0);
  EXPECT_EQ(std::memcmp(around.data() + 2 * kStack, untouched.data(), kStack), 0);
}

// A double that depends on the rounding mode of the processor, whatever the compiler knows.
double third() {
  volatile double one = 1, three = 3;
  return one / three;
}

// Both, as the mode may be kept in two places.
bool rounds(int mode, double third_in_that_mode) {
  return std::fegetround() == mode && third() == third_in_that_mode;
}

TEST(Fiber, HasARoundingModeOfItsOwnWhichItInherits) {
  struct Rounding : Pair {
    double nearest = third(), upward = 0;
    bool inherited = false, kept = false;
  } rounding;
  std::fesetround(FE_UPWARD);
  rounding.upward = third();
  rounding.start([](void* argument) {
    auto& r = *static_cast<Rounding*>(argument);
    r.inherited = rounds(FE_UPWARD, r.upward);
    std::fesetround(FE_DOWNWARD);
    r.to_main();
    r.kept = rounds(FE_DOWNWARD, r.nearest);  // a third rounds down to the nearest
    r.finish();
  });
  rounding.to_other();
  const bool kept = rounds(FE_UPWARD, rounding.upward);
  std::fesetround(FE_TONEAREST);
  rounding.to_other();
  EXPECT_NE(rounding.upward, rounding.nearest);
  EXPECT_TRUE(rounding.inherited);
  EXPECT_TRUE(rounding.kept);
  EXPECT_TRUE(kept);
  EXPECT_TRUE(rounds(FE_TONEAREST, rounding.nearest));
}

}  // namespace
}  // namespace weft::testing
