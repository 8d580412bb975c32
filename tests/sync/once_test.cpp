#include "weft/once.h"

#include <atomic>
#include <memory>
#include <stdexcept>

#include "sync/on_agents.h"
#include "weft/event.h"

namespace weft {
namespace {

using Once = OnAgents;

TEST_P(Once, CalledOnceAndSeenByAll) {
  for (int round = 0; round < 100; ++round) {
    once_flag flag;
    int calls = 0;
    run(6, [&](int) {
      call_once(flag, [&] {
        yield();  // the others come meanwhile
        ++calls;
      });
      EXPECT_EQ(calls, 1);
    });
    EXPECT_TRUE(flag.is_done());
  }
}

// The first three calls fail, each in its caller; the fourth succeeds, and the others find it done.
TEST_P(Once, ExceptionsLetTheNextTry) {
  once_flag flag;
  event go;
  std::atomic<int> calls{0}, failures{0};
  std::jthread callers([&] {
    run(6, [&](int) {
      try {
        call_once(
            flag,
            [&](int failing) {
              go.wait();
              if (++calls <= failing) throw std::runtime_error("not yet");
            },
            3);
        EXPECT_GE(calls.load(), 4);
      } catch (const std::runtime_error&) {
        ++failures;
      }
    });
  });
  await_waiting(&flag, 5);
  EXPECT_FALSE(flag.is_done());
  go.set();
  callers.join();
  EXPECT_EQ(calls.load(), 4);
  EXPECT_EQ(failures.load(), 3);
}

WEFT_ON_ALL_AGENTS(Once);

TEST(OnceDeathTest, CallingItself) {
  once_flag flag;
  EXPECT_DEATH(call_once(flag, [&] { call_once(flag, [] {}); }), "does not hold");
}

}  // namespace
}  // namespace weft
