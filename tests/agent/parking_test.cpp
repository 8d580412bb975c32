#include "agent/parking.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "agent/kernel_thread.h"

namespace weft::runtime {
namespace {

// What a thread told about itself, awaited.
struct Handed {
  std::atomic<ControlBlock*> agent{nullptr};
  ControlBlock& get() {
    agent.wait(nullptr);
    return *agent.load();
  }
  void put(ControlBlock& value) {
    agent.store(&value);
    agent.notify_all();
  }
};

TEST(Parking, APermitThatCameFirstIsNotLost) {
  unpark(current_agent());
  EXPECT_TRUE(park({}));
}

TEST(Parking, TwoPermitsCountOnce) {
  unpark(current_agent());
  unpark(current_agent());
  EXPECT_TRUE(park({}));
  EXPECT_FALSE(park({}, Clock::now()));
}

TEST(Parking, ADeadlineThatHasPassedEndsTheWait) {
  EXPECT_FALSE(park({WaitReason::sleep, nullptr}, Clock::now() - std::chrono::seconds(1)));
  EXPECT_FALSE(park({WaitReason::sleep, nullptr}, Deadline::min()));
  EXPECT_EQ(current_agent().reason.load(), WaitReason::none);
}

TEST(Parking, AnotherThreadWakesTheSleeper) {
  Handed sleeper;
  std::atomic<bool> go = false, woke = false;
  std::thread thread([&] {
    sleeper.put(current_agent());
    while (!go.load()) park({WaitReason::event, &go});
    woke = true;
  });
  ControlBlock& agent = sleeper.get();
  while (agent.state.load() != AgentState::waiting) std::this_thread::yield();
  EXPECT_EQ(agent.reason.load(), WaitReason::event);
  EXPECT_EQ(agent.waits_on.load(), &go);
  go = true;
  unpark(agent);
  thread.join();
  EXPECT_TRUE(woke);
}

TEST(Parking, ManyHandoversLoseNone) {
  constexpr int kTurns = 20'000;
  Handed agents[2];
  std::atomic<int> turn = 0;
  const auto play = [&](int me) {
    agents[me].put(current_agent());
    ControlBlock& other = agents[1 - me].get();
    for (int i = 0; i < kTurns; ++i) {
      while (turn.load() != me) park({});
      turn.store(1 - me);
      unpark(other);
    }
  };
  std::thread a(play, 0), b(play, 1);
  a.join();
  b.join();
  EXPECT_EQ(turn.load(), 0);
}

TEST(KernelThread, EndsWithItsThread) {
  const auto before = count_kernel_threads().known;
  std::thread([] { current_agent(); }).join();
  this_kernel_thread();
  EXPECT_LE(count_kernel_threads().known, before + 1);
}

TEST(KernelThread, IsCountedWhileItIsParkedWithoutADeadline) {
  const KernelThreadCount before = count_kernel_threads();
  Handed parked;
  std::atomic<bool> stop = false;
  std::thread parks([&] {
    parked.put(current_agent());
    while (!stop) park({});
  });
  ControlBlock& agent = parked.get();
  while (count_kernel_threads().parked != before.parked + 1) std::this_thread::yield();
  stop = true;
  unpark(agent);
  parks.join();
  const KernelThreadCount after = count_kernel_threads();
  EXPECT_EQ(after.parked, before.parked);
  EXPECT_EQ(after.woken, before.woken + 1);
}

}  // namespace
}  // namespace weft::runtime
