// One program, three ways to run its fibers on kernel threads.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <barrier>
#include <map>
#include <mutex>
#include <set>
#include <stdexcept>
#include <thread>

#include "sched/sanitizer.h"
#include "sched/worker.h"
#include "weft/agents.h"
#include "weft/barrier.h"
#include "weft/channel.h"
#include "weft/deadlock.h"
#include "weft/event.h"
#include "weft/fiber.h"
#include "weft/mutex.h"
#include "weft/observe.h"
#include "weft/scope.h"

namespace weft {
namespace {

using std::chrono_literals::operator""ms;

constexpr int kWorkers = 3;

class ThreadingModel : public testing::TestWithParam<threading_model> {
 protected:
  scheduler scheduler_{{.workers = kWorkers, .model = GetParam()}};
};

std::string name_of(const testing::TestParamInfo<threading_model>& model) {
  constexpr const char* kNames[] = {"ManyToMany", "ManyToOne", "OneToOne"};
  return kNames[static_cast<std::size_t>(model.param)];
}

const auto kModels =
    testing::Values(threading_model::many_to_many, threading_model::many_to_one, threading_model::one_to_one);

INSTANTIATE_TEST_SUITE_P(Models, ThreadingModel, kModels, name_of);

// Workers square what comes out of one channel into another, all alive at once.
struct Squares {
  long long sum = 0;
  std::set<std::thread::id> threads;  // that ran the workers
};

constexpr int kFibers = 12, kNumbers = 600;

Squares sum_of_squares() {
  Squares result;
  channel<int> numbers(4), squares(0);
  mutex guard;
  barrier all_alive(kFibers);
  scope workers;
  for (int i = 0; i < kFibers; ++i)
    workers.spawn([&] {
      all_alive.arrive_and_wait();
      {
        const std::lock_guard lock(guard);
        result.threads.insert(std::this_thread::get_id());
      }
      all_alive.arrive_and_wait();
      while (const auto number = numbers.receive()) squares.send(*number * *number);
    });
  workers.spawn([&] {
    for (int i = 1; i <= kNumbers; ++i) numbers.send(i);
    numbers.close();
  });
  for (int i = 0; i < kNumbers; ++i) result.sum += *squares.receive();
  workers.join();
  return result;
}

// Where every stack is that of a kernel thread, which one runs does not show the model.
threading_model shown_by_threads(threading_model model) {
  return runtime::kStacksAreThreads ? threading_model::one_to_one : model;
}

TEST_P(ThreadingModel, OneProgramHasOneResultOnAsManyKernelThreadsAsTheModelSays) {
  Squares result;
  fiber(scheduler_, [&] { result = sum_of_squares(); }).join();
  EXPECT_EQ(result.sum, 1LL * kNumbers * (kNumbers + 1) * (2 * kNumbers + 1) / 6);
  switch (shown_by_threads(GetParam())) {
    case threading_model::many_to_many:
      EXPECT_GE(result.threads.size(), 1u);
      EXPECT_LT(result.threads.size(), static_cast<std::size_t>(kFibers));
      break;
    case threading_model::many_to_one:
      EXPECT_EQ(result.threads.size(), 1u);
      break;
    case threading_model::one_to_one:
      EXPECT_EQ(result.threads.size(), static_cast<std::size_t>(kFibers));
      break;
  }
}

TEST_P(ThreadingModel, ExceptionsComeOutOfJoin) {
  fiber failing(scheduler_, [] { throw std::runtime_error("broken"); });
  EXPECT_THROW(failing.join(), std::runtime_error);
}

TEST_P(ThreadingModel, ManyFibersComeAndGo) {
  std::atomic<int> ran = 0;
  for (int i = 0; i < 200; ++i) fiber(scheduler_, [&] { ++ran; }).join();
  for (int i = 0; i < 50; ++i) fiber(scheduler_, [&] { ++ran; }).detach();
  fiber(scheduler_, [&] {
    scope children;
    for (int i = 0; i < 50; ++i) children.spawn([&] { ++ran; });
  }).join();
  {
    scheduler another({.workers = kWorkers, .model = GetParam()});
    for (int i = 0; i < 50; ++i) fiber(another, [&] { ++ran; }).detach();
  }  // waits for them
  while (ran != 350) yield();
}

TEST_P(ThreadingModel, SpawnedFibersStayOnTheScheduler) {
  bool same = false;
  fiber(scheduler_, [&] {
    runtime::Scheduler* const mine = &scheduler::current();
    fiber([&] { same = &scheduler::current() == mine; }).join();
  }).join();
  EXPECT_TRUE(same);
  EXPECT_NE(&scheduler::current(), &scheduler_.core());
}

TEST_P(ThreadingModel, WaitsWithADeadlineEnd) {
  event never, soon;
  bool in_time = true;
  fiber waits(scheduler_, [&] {
    in_time = never.wait_for(2ms);
    soon.wait();
  });
  fiber(scheduler_, [&] { sleep_for(1ms), soon.set(); }).join();
  waits.join();
  EXPECT_FALSE(in_time);
}

TEST_P(ThreadingModel, OnlyManyToOneStandsStillWhileOneBlocks) {
  std::atomic<bool> blocks = false, go_on = false, other_ran = false;
  bool other_ran_meanwhile = false;
  fiber blocked(scheduler_, [&] {
    fiber other([&] {
      other_ran = true;
      other_ran.notify_all();
    });
    blocking([&] {
      blocks = true;
      blocks.notify_all();
      go_on.wait(false);
      other_ran_meanwhile = other_ran;
    });
  });
  blocks.wait(false);
  const bool stands_still = GetParam() == threading_model::many_to_one;
  if (!stands_still) other_ran.wait(false);
  go_on = true;
  go_on.notify_all();
  blocked.join();
  EXPECT_EQ(other_ran_meanwhile, !stands_still);
}

// The standard's barrier blocks kernel threads: all of them have to be there at once.
TEST(OneToOne, FibersThatBlockWithoutAMarkMeet) {
  constexpr int kFibersThatBlock = 20;
  scheduler own_threads({.model = threading_model::one_to_one});
  std::barrier<> all(kFibersThatBlock + 1);
  std::vector<fiber> fibers;
  for (int i = 0; i < kFibersThatBlock; ++i) fibers.emplace_back(own_threads, [&] { all.arrive_and_wait(); });
  all.arrive_and_wait();
}

TEST(OneToOne, AFiberIsAnAgentOfItsOwn) {
  scheduler own_threads({.model = threading_model::one_to_one});
  event go_on;
  agent_info inside;
  fiber waits(own_threads, [&] {
    inside = this_agent();
    go_on.wait();
  });
  waits.set_name("waits");
  const auto seen = [&] {
    for (const agent_info& info : agents())
      if (info.id == waits.id()) return info;
    return agent_info{};
  };
  while (seen().state != "waiting") std::this_thread::yield();
  EXPECT_EQ(seen().waits_for, "event");
  EXPECT_EQ(seen().waits_on, &go_on);
  go_on.set();
  waits.join();
  EXPECT_EQ(inside.kind, "fiber");
}

TEST_P(ThreadingModel, IsRecorded) {
  event go_on;
  start_recording();
  fiber waits(scheduler_, [&] { go_on.wait(); });
  const std::uint64_t id = waits.id();
  fiber(scheduler_, [&] {
    for (;;) {
      for (const agent_info& info : agents())
        if (info.id == id && info.state == "waiting") return go_on.set();
      yield();
    }
  }).join();
  waits.join();
  stop_recording();
  std::vector<std::string> kinds;
  for (const scheduling_event& seen : take_recording().events)
    if (seen.agent == id && seen.kind != scheduling_event_kind::steal &&
        seen.kind != scheduling_event_kind::migrate)
      kinds.emplace_back(to_string(seen.kind));
  EXPECT_EQ(kinds, (std::vector<std::string>{"spawn", "start", "park", "unpark", "start", "end"}));
}

#if GTEST_HAS_DEATH_TEST  // there are processes

class ThreadingModelDeathTest : public ThreadingModel {
 protected:
  ThreadingModelDeathTest() { GTEST_FLAG_SET(death_test_style, "threadsafe"); }
  void SetUp() override {
    if (kHasUnknownKernelThread) GTEST_SKIP() << "a sanitizer has a kernel thread of its own";
  }
};
INSTANTIATE_TEST_SUITE_P(Models, ThreadingModelDeathTest, kModels, name_of);

TEST_P(ThreadingModelDeathTest, DeadlocksAreFound) {
  const auto program = [] {
    scheduler workers({.workers = kWorkers, .model = GetParam()});
    event never;
    fiber waits(workers, [&] { never.wait(); });
    waits.join();
  };
  EXPECT_EXIT(
      program(), testing::ExitedWithCode(deadlock_exit_code),
      testing::AllOf(testing::HasSubstr("weft: deadlock: 2 wait, and nobody is left to end that"),
                     testing::ContainsRegex("kernel thread [0-9]+ waits for the end of fiber [0-9]+, which"),
                     testing::ContainsRegex("fiber [0-9]+ waits for event 0x[0-9a-f]+, and no agent")));
}

#endif

}  // namespace
}  // namespace weft
