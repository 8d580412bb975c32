// The lock-free structures: every item comes out once, in the order that the structure promises.
#include <atomic>
#include <memory>
#include <numeric>

#include "sync/on_agents.h"
#include "weft/lock_free_stack.h"
#include "weft/michael_scott_queue.h"
#include "weft/mpmc_queue.h"
#include "weft/mpsc_queue.h"
#include "weft/work_stealing_deque.h"

namespace weft {
namespace {

using Queues = OnAgents;

constexpr int kProducers = 3, kItems = 1'000;  // each

// Items of one producer must come to one consumer in their order, and each exactly once.
class Ledger {
 public:
  explicit Ledger(int consumers) : last_(consumers * kProducers, -1), seen_(kProducers * kItems) {}

  void note(int consumer, int item, bool in_order = true) {
    EXPECT_EQ(seen_[item].fetch_add(1), 0);
    int& last = last_[consumer * kProducers + item / kItems];
    if (in_order) EXPECT_GT(item, last);
    last = item;
    ++count_;
  }
  bool complete() const { return count_.load() == kProducers * kItems; }

 private:
  std::vector<int> last_;  // each is one consumer's
  std::vector<std::atomic<int>> seen_;
  std::atomic<int> count_{0};
};

template <class Run, class Push, class Pop>
void pass_all(const Run& run, int consumers, const Push& push, const Pop& pop, bool in_order = true) {
  Ledger ledger(consumers);
  run(kProducers + consumers, [&](int i) {
    if (i < kProducers) {
      for (int item = 0; item < kItems; ++item)
        while (!push(i * kItems + item)) yield();
      return;
    }
    while (!ledger.complete()) {
      if (const auto item = pop())
        ledger.note(i - kProducers, *item, in_order);
      else
        yield();
    }
  });
}

TEST_P(Queues, LockFreeStack) {
  lock_free_stack<int> stack;
  pass_all([&](int n, auto work) { run(n, work); }, 3, [&](int item) { return stack.push(item), true; },
           [&] { return stack.pop(); }, false);
  EXPECT_TRUE(stack.empty());
}

TEST_P(Queues, MichaelScottQueue) {
  michael_scott_queue<int> queue;
  pass_all([&](int n, auto work) { run(n, work); }, 3, [&](int item) { return queue.push(item), true; },
           [&] { return queue.pop(); });
  EXPECT_EQ(queue.pop(), std::nullopt);
}

TEST_P(Queues, MpmcQueue) {
  mpmc_queue<int> queue(8);
  pass_all([&](int n, auto work) { run(n, work); }, 3, [&](int item) { return queue.try_push(item); },
           [&] { return queue.try_pop(); });
  EXPECT_EQ(queue.try_pop(), std::nullopt);
}

TEST_P(Queues, MpscQueue) {
  mpsc_queue<int> queue;
  pass_all([&](int n, auto work) { run(n, work); }, 1, [&](int item) { return queue.push(item), true; },
           [&] { return queue.pop(); });
  EXPECT_TRUE(queue.empty());
}

// The owner pushes and pops, the others steal, while the array grows.
TEST_P(Queues, WorkStealingDeque) {
  work_stealing_deque<int> deque(2);
  std::vector<int> items(3 * kItems);
  std::vector<std::atomic<int>> taken(items.size());
  std::atomic<int> count{0};
  const auto take = [&](int* item) {
    if (item == nullptr) return yield();
    EXPECT_EQ(taken[item - items.data()].fetch_add(1), 0);
    ++count;
  };
  run(4, [&](int i) {
    if (i == 0)
      for (std::size_t k = 0; k < items.size(); ++k) {
        deque.push(&items[k]);
        if (k % 3 == 0) take(deque.pop());
      }
    while (count.load() < static_cast<int>(items.size())) take(i == 0 ? deque.pop() : deque.steal());
  });
}

WEFT_ON_ALL_AGENTS(Queues);

TEST(QueuesAlone, Orders) {
  lock_free_stack<int> stack;
  michael_scott_queue<int> unbounded;
  mpsc_queue<int> mpsc;
  work_stealing_deque<int> deque(2);
  int items[5] = {0, 1, 2, 3, 4};
  for (int& item : items) {
    stack.push(item);
    unbounded.push(item);
    mpsc.push(item);
    deque.push(&item);
  }
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(stack.pop(), 4 - i);
    EXPECT_EQ(unbounded.pop(), i);
    EXPECT_EQ(mpsc.pop(), i);
  }
  EXPECT_EQ(deque.steal(), &items[0]);
  EXPECT_EQ(deque.pop(), &items[4]);
  EXPECT_EQ(deque.steal(), &items[1]);
}

TEST(QueuesAlone, ADequeGrowsOnlyIfItMay) {
  work_stealing_deque<int> deque(2);
  int items[4] = {0, 1, 2, 3};
  EXPECT_TRUE(deque.try_push(&items[0]));
  EXPECT_TRUE(deque.try_push(&items[1]));
  EXPECT_FALSE(deque.try_push(&items[2]));
  deque.push(&items[2]);
  EXPECT_TRUE(deque.try_push(&items[3]));
  for (int i = 3; i >= 0; --i) EXPECT_EQ(deque.pop(), &items[i]);
  EXPECT_EQ(deque.pop(), nullptr);
}

TEST(QueuesAlone, BoundedQueueIsFullAtItsCapacity) {
  mpmc_queue<std::unique_ptr<int>> queue(3);
  EXPECT_EQ(queue.capacity(), 4u);
  for (int i = 0; i < 4; ++i) EXPECT_TRUE(queue.try_push(std::make_unique<int>(i)));
  auto fifth = std::make_unique<int>(4);
  EXPECT_FALSE(queue.try_push(std::move(fifth)));
  EXPECT_EQ(*fifth, 4);
  EXPECT_EQ(**queue.try_pop(), 0);
  EXPECT_TRUE(queue.try_push(std::move(fifth)));
  for (int i = 1; i < 5; ++i) EXPECT_EQ(**queue.try_pop(), i);
}

TEST(QueuesAlone, WhatIsLeftIsDestroyed) {
  const auto item = std::make_shared<int>(1);
  {
    lock_free_stack<std::shared_ptr<int>> stack;
    michael_scott_queue<std::shared_ptr<int>> unbounded;
    mpsc_queue<std::shared_ptr<int>> mpsc;
    mpmc_queue<std::shared_ptr<int>> bounded(4);
    for (int i = 0; i < 3; ++i) {
      stack.push(item);
      unbounded.push(item);
      mpsc.push(item);
      bounded.try_push(item);
    }
  }
  hazard_domain::shared().reclaim();
  EXPECT_EQ(item.use_count(), 1);
}

}  // namespace
}  // namespace weft
