#include "agent/fiber.h"

#include <gtest/gtest.h>

#include <cfenv>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace weft {
namespace {

constexpr std::size_t kStack = 64 << 10;

// A fiber with a stack of its own, and the main fiber to go back to.
struct Pair {
  Fiber main, other;
  std::unique_ptr<std::byte[]> memory = std::make_unique<std::byte[]>(kStack);
  std::string log;

  void start(Fiber::Entry entry) { other.start({memory.get(), kStack}, entry, this); }
  void to_other() { Fiber::switch_to(main, other); }
  void to_main() { Fiber::switch_to(other, main); }
};

TEST(Fiber, RunsUntilItSwitchesBack) {
  Pair pair;
  pair.start([](void* argument) {
    auto& p = *static_cast<Pair*>(argument);
    p.log += "b";
    p.to_main();
    p.log += "d";
    Fiber::finish(p.other, p.main);
  });
  pair.log += "a";
  pair.to_other();
  pair.log += "c";
  pair.to_other();
  EXPECT_EQ(pair.log, "abcd");
}

// A computation that keeps many values in registers; `pause` may switch away.
template <class Pause>
std::string compute(long seed, Pause pause) {
  long a = seed, b = 2, c = 3, d = 4, e = 5, f = 6, g = 7;
  double x = 0.5;
  for (int round = 0; round < 3; ++round) {
    a += b, b += c, c += d, d += e, e += f, f += g, g += a, x *= 2;
    pause();
  }
  return std::to_string(a) + " " + std::to_string(b + c + d) + " " + std::to_string(e + f + g) + " " +
         std::to_string(x);
}

TEST(Fiber, KeepsItsLocalsAcrossSwitches) {
  Pair pair;
  pair.start([](void* argument) {
    auto& p = *static_cast<Pair*>(argument);
    p.log = compute(1, [&p] { p.to_main(); });
    Fiber::finish(p.other, p.main);
  });
  const std::string mine = compute(100, [&pair] { pair.to_other(); });
  pair.to_other();
  EXPECT_EQ(mine, compute(100, [] {}));
  EXPECT_EQ(pair.log, compute(1, [] {}));
}

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
    Fiber::finish(p.other, p.main);
  });
  pair.to_other();
  EXPECT_EQ(pair.log, "inside");
}

}  // namespace
}  // namespace weft
