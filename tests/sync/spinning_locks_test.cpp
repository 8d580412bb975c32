#include <atomic>
#include <mutex>

#include "sync/on_agents.h"
#include "weft/mcs_lock.h"
#include "weft/spinlock.h"
#include "weft/ticket_lock.h"

namespace weft {
namespace {

using namespace std::chrono_literals;
using SpinningLocks = OnAgents;

template <class Lock, class Run>
void count_under(const Run& run, int yields_every) {
  Lock lock;
  long count = 0;
  run(6, [&](int) {
    for (int i = 0; i < 500; ++i) {
      const std::lock_guard guard(lock);
      ++count;
      if ((i + 1) % yields_every == 0) yield();
    }
  });
  EXPECT_EQ(count, 3'000);
}

template <class Lock, class Run>
void try_it(const Run& run) {
  Lock lock;
  EXPECT_TRUE(lock.try_lock());
  run(2, [&](int) {
    EXPECT_FALSE(lock.try_lock());
    EXPECT_FALSE(lock.try_lock_for(1us));
    EXPECT_FALSE(lock.try_lock_until(std::chrono::system_clock::now()));
  });
  lock.unlock();
  run(1, [&](int) {
    EXPECT_TRUE(lock.try_lock_for(1h));
    lock.unlock();
  });
}

// Holders of the fair locks may even yield: who waits gives up its turn.
TEST_P(SpinningLocks, OneAtATime) {
  const auto runner = [&](int n, auto work) { run(n, work); };
  count_under<spinlock>(runner, 1'000'000);
  count_under<ticket_lock>(runner, 50);
  count_under<mcs_lock>(runner, 50);
}

TEST_P(SpinningLocks, TryAndTimedVariants) {
  const auto runner = [&](int n, auto work) { run(n, work); };
  try_it<spinlock>(runner);
  try_it<ticket_lock>(runner);
  try_it<mcs_lock>(runner);
}

// lock() and try_lock() at once: neither lets the other in.
TEST_P(SpinningLocks, MixedWithTries) {
  mcs_lock mcs;
  ticket_lock ticket;
  long by_mcs = 0, by_ticket = 0;
  std::atomic<long> mcs_taken{0}, ticket_taken{0};
  const auto count = [](auto& lock, bool tries, long& counter, std::atomic<long>& taken) {
    if (!tries)
      lock.lock();
    else if (!lock.try_lock())
      return;
    ++counter;
    ++taken;
    lock.unlock();
  };
  run(6, [&](int i) {
    for (int round = 0; round < 500; ++round) {
      count(mcs, i % 2 == 0, by_mcs, mcs_taken);
      count(ticket, i % 2 == 0, by_ticket, ticket_taken);
    }
  });
  EXPECT_EQ(by_mcs, mcs_taken.load());
  EXPECT_EQ(by_ticket, ticket_taken.load());
  EXPECT_GE(by_mcs, 1'500);
}

WEFT_ON_ALL_AGENTS(SpinningLocks);

}  // namespace
}  // namespace weft
