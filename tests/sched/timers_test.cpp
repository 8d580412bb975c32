#include "sched/timers.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <functional>
#include <map>
#include <random>
#include <vector>

#include "sync/waiting.h"

namespace weft::runtime {
namespace {

using namespace std::chrono_literals;

std::function<void(ControlBlock&)> g_resumed;

// Agents that do nothing but note that they were resumed.
class TimersTest : public testing::Test {
 protected:
  TimersTest() {
    g_resumed = [this](ControlBlock& agent) { resumed(agent); };
  }

  static constexpr AgentBehaviour kNotes{nullptr, [](ControlBlock& agent) { g_resumed(agent); }, nullptr};

  ControlBlock& new_agent() {
    ControlBlock& agent = agents_.emplace_back();
    agent.behaviour = &kNotes;
    agent.permit = ControlBlock::kParked;
    agent.id = agents_.size() - 1;
    return agent;
  }
  Timer& add(std::chrono::microseconds after) {
    Timer& timer = timers_.emplace_back();
    timer.deadline = begun_ + after;
    timer.agent = &new_agent();
    heap_.add(timer);
    return timer;
  }
  Timer& add_waiter(WaiterState state) {
    Timer& timer = timers_.emplace_back();
    timer.deadline = begun_;
    timer.waiter = &waiters_.emplace_back(new_agent());
    timer.waiter->state = state;
    heap_.add(timer);
    return timer;
  }
  void resumed(ControlBlock& agent) {
    order_.push_back(agent.id);
    if (when_resumed_) when_resumed_();
  }

  const Deadline begun_ = Clock::now();
  TimerHeap heap_;
  std::deque<ControlBlock> agents_;
  std::deque<Timer> timers_;
  std::deque<Waiter> waiters_;
  std::vector<std::uint64_t> order_;  // ids of agents
  std::function<void()> when_resumed_;
};

TEST_F(TimersTest, UnparksWhoIsDueInTheOrderOfDeadlines) {
  for (int i : {3, 1, 4, 0, 2}) add(i * 1us);
  EXPECT_EQ(heap_.earliest(), begun_);
  EXPECT_EQ(heap_.unpark_due(begun_ + 3us), 4u);
  EXPECT_EQ(order_, (std::vector<std::uint64_t>{3, 1, 4, 0}));
  EXPECT_EQ(heap_.earliest(), begun_ + 4us);
  EXPECT_EQ(heap_.unpark_due(begun_ + 3us), 0u);
}

TEST_F(TimersTest, UnparksTheEarliestLastIfAsked) {
  for (int i = 0; i < 200; ++i) add(i * 1us);
  EXPECT_EQ(heap_.unpark_due(begun_ + 1s, TimerHeap::Order::earliest_last), 200u);
  for (std::uint64_t i = 0; i < 200; ++i) EXPECT_EQ(order_[i], 199 - i);
  EXPECT_EQ(heap_.earliest(), kNever);
}

// Beside a sorted map. Random deadlines, so that entries move all over the heap.
TEST_F(TimersTest, DoesWhatASortedMapDoes) {
  std::mt19937 random(1);
  std::multimap<Deadline, Timer*> expected;
  for (int step = 0; step < 3000; ++step) {
    if (expected.empty() || random() % 3 != 0) {
      Timer& timer = add(std::chrono::microseconds(random() % 1000));
      expected.emplace(timer.deadline, &timer);
    } else {
      const auto one = std::next(expected.begin(), static_cast<long>(random() % expected.size()));
      EXPECT_TRUE(heap_.remove(*one->second));
      EXPECT_FALSE(heap_.remove(*one->second));
      expected.erase(one);
    }
    ASSERT_EQ(heap_.earliest(), expected.empty() ? kNever : expected.begin()->first);
  }
  EXPECT_EQ(heap_.unpark_due(begun_ + 1s), expected.size());
  ASSERT_EQ(order_.size(), expected.size());
  for (std::size_t i = 1; i < order_.size(); ++i)
    EXPECT_LE(timers_[order_[i - 1]].deadline, timers_[order_[i]].deadline);
}

TEST_F(TimersTest, ATimerThatWasDueIsNotThereAnyMore) {
  Timer& timer = add(0us);
  heap_.unpark_due(begun_);
  EXPECT_FALSE(heap_.remove(timer));
}

// Who looks for a standstill must not find the heap empty before its agents are in line.
TEST_F(TimersTest, WhoIsBeingUnparkedStillCounts) {
  add(0us);
  add(0us);
  when_resumed_ = [&] {
    EXPECT_EQ(heap_.earliest(), begun_);
    EXPECT_EQ(heap_.unpark_due(begun_), 0u) << "somebody is at it";
    if (order_.size() == 1) add(5us);
  };
  EXPECT_EQ(heap_.unpark_due(begun_), 2u);
  EXPECT_EQ(heap_.earliest(), begun_ + 5us);
}

TEST_F(TimersTest, ExpiresWaiters) {
  Timer& awake = add_waiter(WaiterState::looks);
  Timer& suspended = add_waiter(WaiterState::suspended);
  Timer& asleep = add_waiter(WaiterState::sleeps);
  Timer& woken = add_waiter(WaiterState::woken);
  heap_.unpark_due(begun_);
  for (const Timer* timer : {&awake, &suspended, &asleep})
    EXPECT_EQ(timer->waiter->state, WaiterState::expired);
  EXPECT_EQ(woken.waiter->state, WaiterState::woken);
  std::sort(order_.begin(), order_.end());
  EXPECT_EQ(order_, (std::vector<std::uint64_t>{1, 2}));
}

}  // namespace
}  // namespace weft::runtime
