// How schedulers and kernel threads look after descriptors.
#include "weft/poller.h"

#include <array>
#include <atomic>

#include "io/on_io.h"
#include "weft/pipe.h"
#include "weft/spinlock.h"

namespace weft {
namespace {

// Hands a byte back and forth.
void play(pipe_reader& in, pipe_writer& out, int rounds, bool begins) {
  char ball = 'o';
  if (begins) EXPECT_EQ(out.write({&ball, 1}).value(), 1u);
  for (int round = 0; round < rounds; ++round) {
    EXPECT_EQ(in.read({&ball, 1}).value(), 1u);
    if (!begins || round + 1 < rounds) EXPECT_EQ(out.write({&ball, 1}).value(), 1u);
  }
}

class Polling : public testing::TestWithParam<reactor_kind> {
 protected:
  poller poller_{GetParam()};
  pipe_ends there_ = make_pipe(poller_).value(), back_ = make_pipe(poller_).value();
};

INSTANTIATE_TEST_SUITE_P(, Polling, testing::ValuesIn(reactor_kinds()),
                         [](const auto& info) { return to_string(info.param); });

// The only worker never runs out of agents, so it never sleeps in the poller.
TEST_P(Polling, BusyWorkerLooksNowAndThen) {
  scheduler one({.workers = 1, .poller = &poller_});
  std::atomic<bool> over{false};
  fiber busy(one, [&] {
    while (!over) yield();
  });
  std::atomic<int> received{0};
  fiber reader(one, [&] {
    char byte = 0;
    for (; there_.reader.read({&byte, 1}).value() == 1; ++received) {
    }
  });
  for (int sent = 0; sent < 20; ++sent) {
    await_waiting_for_io(1);
    EXPECT_TRUE(there_.writer.write("x"));
    while (received <= sent) yield();
  }
  there_.writer.close();
  reader.join();
  over = true;
  EXPECT_FALSE(poller_.has_thread());
}

// The worker that runs never comes to look: the monitor does.
TEST_P(Polling, ComputingAgentDoesNotKeepOthersFromTheirData) {
  scheduler two({.workers = 2, .poller = &poller_});
  std::atomic<bool> over{false};
  fiber waiting(two, [&] {
    char byte = 0;
    EXPECT_EQ(there_.reader.read({&byte, 1}).value(), 1u);
    over = true;
  });
  await_waiting_for_io(1);
  fiber computing(two, [&] {
    EXPECT_TRUE(there_.writer.write("x"));
    while (!over) spin_pause();
  });
}

TEST_P(Polling, TwoSchedulersShareAPoller) {
  scheduler first({.workers = 2, .poller = &poller_});
  {
    scheduler second({.workers = 2, .poller = &poller_});
    fiber a(first, [&] { play(there_.reader, back_.writer, 100, false); });
    fiber b(second, [&] { play(back_.reader, there_.writer, 100, true); });
  }
  fiber a(first, [&] { play(there_.reader, back_.writer, 100, false); });
  fiber b(first, [&] { play(back_.reader, there_.writer, 100, true); });
}

TEST_P(Polling, KernelThreadsAndFibersShareAPoller) {
  scheduler two({.workers = 2, .poller = &poller_});
  fiber a(two, [&] { play(there_.reader, back_.writer, 100, false); });
  play(back_.reader, there_.writer, 100, true);
  EXPECT_TRUE(poller_.has_thread());
}

TEST_P(Polling, SleepersWakeWhileOthersWaitForData) {
  scheduler two({.workers = 2, .poller = &poller_});
  fiber reader(two, [&] {
    char byte = 0;
    EXPECT_EQ(there_.reader.read({&byte, 1}).value(), 1u);
  });
  fiber sleeper(two, [&] {
    for (int i = 0; i < 20; ++i) sleep_for(std::chrono::microseconds(200));
    EXPECT_TRUE(there_.writer.write("x"));
  });
  reader.join();
  EXPECT_FALSE(poller_.has_thread());
}

// Schedulers that began before the program waited for any descriptor, and whose workers are asleep.
TEST(SharedPoller, IsNoticedByWorkersThatSleepAlready) {
  scheduler two({.workers = 2});
  std::vector<fiber> both;
  std::atomic<int> running{0};
  for (int i = 0; i < 2; ++i)
    both.emplace_back(two, [&] {
      ++running;
      while (running < 2) spin_pause();
    });
  both.clear();
  pipe_ends pipe = make_pipe().value();
  fiber reader(two, [&] {
    char byte = 0;
    EXPECT_EQ(pipe.reader.read({&byte, 1}).value(), 1u);
  });
  await_waiting_for_io(1);
  EXPECT_TRUE(pipe.writer.write("x"));
}

TEST(Reactors, BestIsTheFirst) {
  const std::vector<reactor_kind> kinds = reactor_kinds();
  ASSERT_EQ(kinds.size(), 3u);
  EXPECT_EQ(poller().kind(), kinds.front());
  EXPECT_EQ(poller(reactor_kind::select).kind(), reactor_kind::select);
}

}  // namespace
}  // namespace weft
