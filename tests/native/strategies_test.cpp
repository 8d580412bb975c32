// The strategies of `weft check`, their bounds and budgets, as a person asks for them.
#include <gmock/gmock.h>

#include "native/command.h"

namespace weft {
namespace {

using testing::HasSubstr;

constexpr const char* kLostUpdate = R"(#include <atomic>
#include <cassert>
#include <thread>
std::atomic<int> x;
int main() {
  std::thread other([] { x = x + 1; });
  x = x + 1;
  other.join();
  assert(x == 2);
}
)";
// Four threads that add four times each: more than anybody explores.
constexpr const char* kLarge = R"(#include <atomic>
#include <thread>
std::atomic<int> x;
void add() { for (int i = 0; i < 4; ++i) x = x + 1; }
int main() {
  std::thread a(add), b(add), c(add);
  add();
  a.join(), b.join(), c.join();
}
)";

class Strategies : public CommandTest {
 protected:
  static nlohmann::json statistics_of(const CommandEnd& end) {
    return end.json()["scenarios"][0]["statistics"];
  }
};

TEST_F(Strategies, EachFindsALostUpdateThatReplays) {
  const std::string program = file("lost.cpp", kLostUpdate);
  for (const char* strategy :
       {"automatic", "exhaustive", "preemptions", "delays", "random", "pct", "pos", "surw"}) {
    const std::string schedule = path(std::string(strategy) + ".schedule");
    const CommandEnd found = weft(
        {"check", program, "--strategy", strategy, "--budget", "1000", "--json", "--schedule-out", schedule});
    EXPECT_EQ(found.json().value("verdict", ""), "wrong_result") << strategy << found.err;
    EXPECT_EQ(weft({"replay", schedule, "--json"}).json().value("verdict", ""), "wrong_result") << strategy;
  }
}

// Beside what nobody explores to the end, a message without a release.
constexpr const char* kLargeAndWeak = R"(#include <atomic>
#include <cassert>
#include <thread>
std::atomic<int> x, data, ready;
constexpr auto relaxed = std::memory_order_relaxed;
void add() { for (int i = 0; i < 5; ++i) x.store(x.load(relaxed) + 1, relaxed); }
int main() {
  std::thread receiver([] { if (ready.load(relaxed) == 1) assert(data.load(relaxed) == 1); });
  std::thread sender([] { data.store(1, relaxed), ready.store(1, relaxed); });
  std::thread a(add), b(add), c(add);
  receiver.join(), sender.join(), a.join(), b.join(), c.join();
}
)";

TEST_F(Strategies, WeakBugsOfLargeProgramsAreDrawnAndReplay) {
  const std::string program = file("weak.cpp", kLargeAndWeak), schedule = path("weak.schedule");
  for (const std::vector<std::string>& how :
       {std::vector<std::string>{"random", "--memory", "rc11"}, {"automatic"}}) {
    std::vector<std::string> words = {"check",  program,          "--budget", "10000",
                                      "--json", "--schedule-out", schedule,   "--strategy"};
    words.insert(words.end(), how.begin(), how.end());
    const nlohmann::json found = weft(words).json()["scenarios"][0];
    EXPECT_EQ(found["verdict"], "wrong_result") << how[0] << found["message"];
    EXPECT_TRUE(found["failure"]["weak_memory"]) << how[0];
    EXPECT_EQ(weft({"replay", schedule, "--json"}).json().value("verdict", ""), "wrong_result");
  }
  // Interleavings have none of it, and what is explored first of all graphs has not either.
  EXPECT_EQ(weft({"check", program, "--budget", "2000", "--strategy", "random"}).code, 2);
  EXPECT_EQ(weft({"check", program, "--budget", "2000", "--strategy", "exhaustive"}).code, 2);
}

TEST_F(Strategies, ABudgetOfExecutionsHasNoLimitOfTime) {
  const CommandEnd end = weft({"check", file("large.cpp", kLarge), "--budget", "3000", "--json"});
  EXPECT_EQ(end.code, 2);
  EXPECT_EQ(statistics_of(end)["executions"].get<int>() + statistics_of(end)["blocked"].get<int>(), 3000);
}

TEST_F(Strategies, ABudgetOfTimeIsKept) {
  const CommandEnd end = weft({"check", file("large.cpp", kLarge), "--budget", "50ms", "--json"});
  EXPECT_EQ(end.code, 2);
  EXPECT_THAT(end.json()["scenarios"][0].value("message", ""), HasSubstr("more than the budget allows"));
}

TEST_F(Strategies, TheBoundThatWasReachedIsSaid) {
  const std::string program = file("large.cpp", kLarge);
  const std::pair<std::vector<std::string>, const char*> cases[] = {
      {{"--strategy", "preemptions", "--preemptions", "1"}, "no failure with at most 1 preemption; more was"},
      {{"--strategy", "delays", "--delays", "2"}, "no failure with at most 2 delays; more was"},
      {{"--preemptions", "0"}, "no failure with at most 0 preemptions; more was"},
      {{"--delays", "0"}, "no failure with at most 0 delays; more was"},
      {{"--choices", "3"}, "only the first 3 choices varied"},
      {{"--delays", "1", "--preemptions", "1"}, "with at most 1 preemption and at most 1 delay"}};
  for (const auto& [options, message] : cases) {
    std::vector<std::string> words{"check", program, "--json"};
    words.insert(words.end(), options.begin(), options.end());
    const CommandEnd end = weft(words);
    EXPECT_EQ(end.code, 2) << end.err;
    EXPECT_THAT(end.json()["scenarios"][0].value("message", ""), HasSubstr(message));
  }
}

TEST_F(Strategies, ASeedIsTheSameExecutionsEachTime) {
  const std::string program = file("large.cpp", kLarge);
  const auto steps = [&](const char* strategy, const char* seed) {
    return statistics_of(weft({"check", program, "--strategy", strategy, "--seed", seed, "--granularity",
                               "all", "--budget", "200", "--json"}))["steps"]
        .get<int>();
  };
  for (const char* strategy : {"random", "pct", "pos", "surw"})
    EXPECT_EQ(steps(strategy, "3"), steps(strategy, "3"));
}

TEST_F(Strategies, BudgetsThatMakeNoSenseAreRefused) {
  const std::string program = file("lost.cpp", kLostUpdate);
  for (const char* budget : {"0", "-1", "10x", "s", "ten", "0s", ""}) {
    const CommandEnd end = weft({"check", program, "--budget", budget});
    EXPECT_EQ(end.code, 64) << budget;
    EXPECT_THAT(end.err, HasSubstr("--budget")) << budget;
  }
  EXPECT_EQ(weft({"check", program, "--budget", "5", "--executions", "5"}).code, 64);
  EXPECT_EQ(weft({"check", program, "--strategy", "pct", "--depth", "0"}).code, 64);
}

}  // namespace
}  // namespace weft
