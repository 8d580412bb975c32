#include <gtest/gtest.h>

#include "check/object.h"

namespace weft {
namespace {

constexpr AgentId kA(1), kB(2), kC(3);

TEST(WaitQueue, ANotificationIsForAnyoneWhoWaitedThen) {
  WaitQueue queue;
  queue.enter(kA);
  queue.enter(kB);
  EXPECT_EQ(queue.notify(1), 1u);
  queue.enter(kC);
  EXPECT_TRUE(queue.notified(kA));
  EXPECT_TRUE(queue.notified(kB));
  EXPECT_FALSE(queue.notified(kC));
  queue.take(kB);
  EXPECT_FALSE(queue.notified(kA));
}

TEST(WaitQueue, NotifyingNobodyIsLost) {
  WaitQueue queue;
  EXPECT_EQ(queue.notify(1), 0u);
  queue.enter(kA);
  EXPECT_FALSE(queue.notified(kA));
}

TEST(WaitQueue, NotifyReachesNoMoreThanWait) {
  WaitQueue queue;
  queue.enter(kA);
  queue.enter(kB);
  EXPECT_EQ(queue.notify(1), 1u);
  EXPECT_EQ(queue.notify(5), 1u);
  queue.take(kA);
  queue.take(kB);
  EXPECT_TRUE(queue.waiters().empty());
}

TEST(WaitQueue, OneWhoLeavesTakesHisNotificationAlong) {
  WaitQueue queue;
  queue.enter(kA);
  EXPECT_EQ(queue.notify(1), 1u);
  queue.leave(kA);
  queue.enter(kB);
  EXPECT_FALSE(queue.notified(kB));
}

TEST(ObjectTable, FindsWhatItMadeUntilCleared) {
  ObjectTable table;
  for (std::uintptr_t address = 8; address < 8 * 1000; address += 8)
    table.get(address, ObjectKind::mutex).count = 7;
  EXPECT_EQ(table.size(), 999u);
  for (std::uintptr_t address = 8; address < 8 * 1000; address += 8)
    ASSERT_EQ(table.find(address)->address, address);
  table.clear();
  EXPECT_EQ(table.find(8), nullptr);
  EXPECT_EQ(table.get(8, ObjectKind::mutex).count, 0);
}

TEST(ObjectTable, UseAsSomethingElseStartsAfresh) {
  ObjectTable table;
  table.get(8, ObjectKind::semaphore).count = 3;
  EXPECT_EQ(table.get(8, ObjectKind::mutex).count, 0);
  EXPECT_EQ(table.size(), 1u);
}

}  // namespace
}  // namespace weft
