// Objects of checked programs that are a number and rules for it: std::barrier, std::latch and weft's own.
#include <gmock/gmock.h>

#include "native/command.h"

namespace weft {
namespace {

constexpr const char* kTwoSenders = R"(#include <thread>
#include <weft/channel.h>
int main() {
  weft::channel<int> numbers(ROOM);
  std::thread one([&] { numbers.send(1); }), two([&] { numbers.send(2); });
  const int difference = *numbers.receive() - *numbers.receive();
  one.join(), two.join();
  return difference == 1 ? EXIT : 0;
}
)";
constexpr const char* kThreeAtABarrier = R"(#include <barrier>
#include <thread>
int main() {
  std::barrier all(3);
  auto come = [&] { all.arrive_and_wait(); };
  std::thread one(come), two(come);
  come();
  one.join(), two.join();
}
)";
constexpr const char* kReceiversGiveUp = R"(#include <cassert>
#include <chrono>
#include <thread>
#include <weft/channel.h>
int main() {
  weft::channel<int> numbers;
  std::thread other([&] { numbers.send(1); });
  while (!numbers.receive_for(std::chrono::milliseconds(1))) {}
  assert(!numbers.try_receive());
  other.join();
}
)";
constexpr const char* kFirstToWaitIsFirstToWake = R"(#include <cassert>
#include <mutex>
#include <thread>
#include <weft/condition_variable.h>
#include <weft/latch.h>
#include <weft/mutex.h>
weft::mutex guard;
weft::condition_variable changed;
weft::latch first_waits(1), both_wait(2);
int woken = 0;
int main() {
  std::thread first([] {
    std::unique_lock hold(guard);
    first_waits.count_down();
    both_wait.count_down();
    changed.wait(hold);
    assert(woken++ == 0);
  });
  std::thread second([] {
    first_waits.wait();
    std::unique_lock hold(guard);
    both_wait.count_down();
    changed.wait(hold);
    woken++;
  });
  both_wait.wait();
  { const std::lock_guard hold(guard); changed.notify_one(); }
  first.join();
  { const std::lock_guard hold(guard); changed.notify_one(); }
  second.join();
}
)";

class Gates : public CommandTest {
 protected:
  nlohmann::json check(const char* program, std::vector<std::string> options) {
    options.insert(options.begin(), {"check", file("program.cpp", program), "--json"});
    return weft(options).json();
  }
  static std::string verdict_of(const nlohmann::json& outcome) { return outcome.value("verdict", ""); }
  static int executions_of(const nlohmann::json& outcome) {
    return outcome["scenarios"][0]["statistics"]["executions"];
  }
};

TEST_F(Gates, MeanTheSameToEverySearch) {
  for (const char* room : {"ROOM=0", "ROOM=1", "ROOM=2"})
    for (const char* reduction : {"graphs", "sleep", "none"})
      for (const auto& [exit, verdict] :
           {std::pair("EXIT=0", "accepted"), std::pair("EXIT=1", "wrong_result")})
        EXPECT_EQ(verdict_of(check(kTwoSenders, {"--strategy", "exhaustive", "--reduction", reduction, "-D",
                                                 room, "-D", exit})),
                  verdict)
            << room << " " << reduction;
}

TEST_F(Gates, AStepIsOneEvent) {
  EXPECT_EQ(executions_of(check(kTwoSenders, {"-D", "ROOM=2", "-D", "EXIT=0", "--memory", "sc"})),
            executions_of(check(kTwoSenders, {"-D", "ROOM=2", "-D", "EXIT=0"})));
  // The orders of three arrivals: who waits only looks.
  EXPECT_EQ(executions_of(check(kThreeAtABarrier, {})), 6);
}

TEST_F(Gates, WhoGivesUpLeavesTheLine) {
  EXPECT_EQ(verdict_of(check(kReceiversGiveUp, {"--executions", "2000"})), "accepted");
}

TEST_F(Gates, AConditionVariableOfWeftWakesInOrder) {
  EXPECT_EQ(verdict_of(check(kFirstToWaitIsFirstToWake, {})), "accepted");
}

TEST_F(Gates, AFailureReplays) {
  const std::string schedule = path("senders.schedule");
  const auto found = check(kTwoSenders, {"-D", "ROOM=0", "-D", "EXIT=1", "--schedule-out", schedule});
  ASSERT_EQ(verdict_of(found), "wrong_result");
  EXPECT_EQ(verdict_of(weft({"replay", schedule, "--json"}).json()), "wrong_result");
}

TEST_F(Gates, WhatHasNoModelIsSaidByItsHeader) {
  const auto end = weft({"check", file("task.cpp", "#include <weft/task.h>\nint main() {}\n"), "--json"});
  EXPECT_THAT(end.json().value("message", ""), testing::HasSubstr("weft/task.h has no model in the checker"));
}

}  // namespace
}  // namespace weft
