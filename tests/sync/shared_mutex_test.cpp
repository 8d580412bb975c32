#include "weft/shared_mutex.h"

#include <atomic>
#include <memory>
#include <mutex>
#include <shared_mutex>

#include "sync/on_agents.h"

namespace weft {
namespace {

using namespace std::chrono_literals;
using SharedMutex = OnAgents;

constexpr shared_order kOrders[] = {shared_order::readers_first, shared_order::writers_first,
                                    shared_order::fair};

TEST_P(SharedMutex, WritersAreAlone) {
  for (const shared_order order : kOrders) {
    shared_mutex m(order);
    std::atomic<int> inside{0};
    long first = 0, second = 0;
    run(8, [&](int i) {
      for (int round = 0; round < 300; ++round) {
        if ((round + i) % 4 == 0) {
          const std::lock_guard lock(m);
          EXPECT_EQ(inside.fetch_add(1), 0);
          ++first;
          if (round % 20 == 0) yield();
          ++second;
          inside.fetch_sub(1);
        } else {
          const std::shared_lock lock(m);
          EXPECT_EQ(first, second);
          if (round % 10 == 0) yield();
        }
      }
    });
    EXPECT_EQ(first, 8 * 300 / 4);
  }
}

// All readers hold it at the same moment: none goes on before all are in.
TEST_P(SharedMutex, ReadersShareIt) {
  for (const shared_order order : kOrders) {
    shared_mutex m(order);
    std::atomic<int> inside{0};
    run(6, [&](int) {
      const std::shared_lock lock(m);
      ++inside;
      while (inside.load() < 6) yield();
      EXPECT_FALSE(m.try_lock());
    });
  }
}

// While main reads, a writer comes, then another reader: who is let in, and in which order.
std::string order_of_service(const std::function<void(int, std::function<void(int)>)>& run,
                             shared_order order) {
  shared_mutex m(order);
  std::mutex guard;
  std::string served;
  const auto note = [&](char who) {
    const std::lock_guard lock(guard);
    served += who;
  };
  m.lock_shared();
  std::atomic<bool> reader_done{false};
  std::jthread others([&] {
    run(2, [&](int i) {
      if (i == 0) {
        const std::lock_guard lock(m);
        note('w');
      } else {
        await_waiting(&m, 1);
        if (m.try_lock_shared()) {
          note('t');
          m.unlock_shared();
        }
        const std::shared_lock lock(m);
        note('r');
        reader_done.store(true);
      }
    });
  });
  if (order == shared_order::readers_first)
    while (!reader_done.load()) std::this_thread::yield();
  else
    await_waiting(&m, 2);
  m.unlock_shared();
  others.join();
  return served;
}

TEST_P(SharedMutex, PreferencesDecideWhoGoesFirst) {
  const auto runner = [&](int n, auto work) { run(n, work); };
  EXPECT_EQ(order_of_service(runner, shared_order::readers_first), "trw");
  EXPECT_EQ(order_of_service(runner, shared_order::writers_first), "wr");
  EXPECT_EQ(order_of_service(runner, shared_order::fair), "wr");
}

// Behind main's write lock come writer, reader, writer, reader, one after another.
std::string queue_of_service(const std::function<void(int, std::function<void(int)>)>& run,
                             shared_order order) {
  shared_mutex m(order);
  std::mutex guard;
  std::string served;
  m.lock();
  std::jthread others([&] {
    run(4, [&](int i) {
      await_waiting(&m, i);
      i % 2 == 0 ? m.lock() : m.lock_shared();
      {
        const std::lock_guard lock(guard);
        served += i % 2 == 0 ? 'w' : 'r';
      }
      i % 2 == 0 ? m.unlock() : m.unlock_shared();
    });
  });
  await_waiting(&m, 4);
  m.unlock();
  others.join();
  return served;
}

TEST_P(SharedMutex, QueueFollowsThePreference) {
  const auto runner = [&](int n, auto work) { run(n, work); };
  EXPECT_EQ(queue_of_service(runner, shared_order::readers_first), "rrww");
  EXPECT_EQ(queue_of_service(runner, shared_order::writers_first), "wwrr");
  EXPECT_EQ(queue_of_service(runner, shared_order::fair), "wrwr");
}

TEST_P(SharedMutex, TimedAndTryVariants) {
  shared_mutex m;
  m.lock();
  run(1, [&](int) {
    EXPECT_FALSE(m.try_lock());
    EXPECT_FALSE(m.try_lock_shared());
    EXPECT_FALSE(m.try_lock_for(1us));
    EXPECT_FALSE(m.try_lock_shared_for(1us));
    EXPECT_FALSE(m.try_lock_shared_until(std::chrono::system_clock::now()));
  });
  m.unlock();
  m.lock_shared();
  run(1, [&](int) {
    EXPECT_FALSE(m.try_lock_for(1us));
    EXPECT_TRUE(m.try_lock_shared_for(1h));
    EXPECT_EQ(this_agent().owns, (std::vector<const void*>{&m}));
    m.unlock_shared();
  });
  m.unlock_shared();
  run(1, [&](int) {
    EXPECT_TRUE(m.try_lock_for(1h));
    EXPECT_EQ(this_agent().owns, (std::vector<const void*>{&m}));
    m.unlock();
    EXPECT_TRUE(this_agent().owns.empty());
  });
}

// A writer that gives up must let the readers behind it in.
TEST_P(SharedMutex, GivingUpHoldsNobodyBack) {
  for (const shared_order order : kOrders) {
    shared_mutex m(order);
    std::atomic<long> writes{0};
    long count = 0;
    run(8, [&](int i) {
      for (int round = 0; round < 200; ++round) {
        if (i % 2 == 0) {
          const std::shared_lock lock(m);
          if (round % 5 == 0) yield();
        } else if (m.try_lock_for(std::chrono::microseconds(round % 20))) {
          ++count;
          ++writes;
          m.unlock();
        }
      }
    });
    EXPECT_EQ(count, writes.load());
    EXPECT_TRUE(m.try_lock());
    m.unlock();
  }
}

TEST_P(SharedMutex, DestroyedByTheNextOwner) {
  struct Shared {
    shared_mutex m;
    std::atomic<int> users{2};
  };
  for (int round = 0; round < 200; ++round) {
    auto* const shared = new Shared();
    run(2, [&](int i) {
      i == 0 ? shared->m.lock_shared() : shared->m.lock();
      const bool last = --shared->users == 0;
      i == 0 ? shared->m.unlock_shared() : shared->m.unlock();
      if (last) delete shared;
    });
  }
}

WEFT_ON_ALL_AGENTS(SharedMutex);

TEST(SharedMutexDeathTest, UnlockWithoutLock) {
  shared_mutex m;
  EXPECT_DEATH(m.unlock(), "does not hold");
}

}  // namespace
}  // namespace weft
