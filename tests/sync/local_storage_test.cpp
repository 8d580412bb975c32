#include "weft/local_storage.h"

#include <atomic>
#include <memory>
#include <string>

#include "sync/on_agents.h"

namespace weft {
namespace {

using Local = OnAgents;

std::atomic<int> g_alive{0};

struct Counted {
  int value = 0;
  Counted() { ++g_alive; }
  ~Counted() { --g_alive; }
};

TEST_P(Local, EachAgentHasItsOwn) {
  const local<int> number([] { return 100; });
  run(20, [&](int i) {
    EXPECT_EQ(*number, 100);
    *number = i;
    for (int turn = 0; turn < 20; ++turn) {
      yield();
      EXPECT_EQ(*number, i + turn);
      ++*number;
    }
  });
  EXPECT_EQ(*number, 100);
}

TEST_P(Local, DestroyedWithTheAgent) {
  const local<Counted> counted;
  std::atomic<int> made{0};
  run(10, [&](int i) {
    if (i % 2 == 0) ++made, ++counted->value;
    EXPECT_EQ(this_agent().local_values, i % 2 == 0 ? 1u : 0u);
  });
  EXPECT_EQ(made.load(), 5);
  EXPECT_EQ(g_alive.load(), 0);
}

// The destructor of one makes another: that one goes too.
TEST_P(Local, DestructorsMayUseLocals) {
  static const local<Counted> later;
  struct First {
    ~First() { ++later->value; }
  };
  const local<std::unique_ptr<First>> first;
  run(5, [&](int) { *first = std::make_unique<First>(); });
  EXPECT_EQ(g_alive.load(), 0);
}

// A variable that takes the place of one that is gone does not see its values.
TEST_P(Local, PlacesAreReused) {
  run(3, [&](int) {
    for (int round = 0; round < 50; ++round) {
      const local<std::string> text;
      EXPECT_EQ(*text, "");
      *text = std::string(100, 'x');
      yield();
      EXPECT_EQ(text->size(), 100u);
    }
  });
}

TEST_P(Local, OfTheKernelThread) {
  const kernel_thread_local<long> of_thread;
  std::atomic<long> sum{0};
  run(8, [&](int) {
    for (int i = 0; i < 100; ++i) {
      const long before = *of_thread;
      *of_thread = before + 1;  // no other agent runs on this kernel thread in between
      EXPECT_EQ(*of_thread, before + 1);
      ++sum;
      yield();
    }
  });
  EXPECT_EQ(sum.load(), 800);
}

WEFT_ON_ALL_AGENTS(Local);

}  // namespace
}  // namespace weft
