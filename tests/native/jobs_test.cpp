// `weft check --reduction graphs --jobs N` and `--shard i/n`: however a search is divided, it finds the same.
#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "native/command.h"

namespace weft {
namespace {

using testing::HasSubstr;

// Two threads that add to each other: thousands of executions, few of which reach MOST.
constexpr const char* kAdders = R"(
#include <atomic>
#include <cassert>
#include <thread>
std::atomic<int> x{1}, y{1}, flag{0};
constexpr int kMost = 55;
void add(std::atomic<int>& to, std::atomic<int>& from) {
  for (int i = 0; i < 4; ++i) {
    const int sum = to.load(std::memory_order_acquire) + from.load(std::memory_order_acquire);
    to.store(sum, std::memory_order_release);
  }
  flag.store(1);
}
void look();
int main() {
  std::thread first(add, std::ref(x), std::ref(y)), second(add, std::ref(y), std::ref(x)), third(look);
  first.join(), second.join(), third.join();
  AT_END;
}
)";

class Jobs : public CommandTest {
 protected:
  static CommandEnd search(const std::string& file, std::vector<std::string> more) {
    std::vector<std::string> arguments = {"check",  file,        "--strategy", "exhaustive", "--reduction",
                                          "graphs", "--seconds", "100",        "--json"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return weft(arguments);
  }
  static nlohmann::json scenario(const CommandEnd& end) {
    const nlohmann::json outcome = end.json();
    return outcome.is_object() ? outcome["scenarios"][0] : nlohmann::json(end.err);
  }
  // What is the same whoever explores: all but the time, and what pointers are worth in a process.
  static nlohmann::json essence(nlohmann::json scenario) {
    if (!scenario.is_object()) return scenario;
    scenario["statistics"].erase("seconds");
    if (scenario.contains("failure")) scenario["failure"] = scenario["failure"]["schedule"]["steps"];
    return scenario;
  }
  static std::string program(const std::string& name) {
    return std::string(WEFT_CHECKER_PROGRAMS_DIR) + "/" + name + ".cpp";
  }
  std::string adders(const std::string& at_end, const std::string& look = "") const {
    return file("adders.cpp", "#define AT_END " + at_end + "\n" + kAdders + "void look() {" + look + "}\n");
  }
  // The outcome of one job, which those of more are like, and that of a search that is not divided.
  static nlohmann::json expect_same(const std::string& file, const std::vector<std::string>& more = {}) {
    nlohmann::json first;
    for (const char* jobs : {"1", "2", "4", ""}) {
      std::vector<std::string> arguments;
      if (*jobs != 0) arguments = {"--jobs", jobs};
      arguments.insert(arguments.end(), more.begin(), more.end());
      nlohmann::json found = essence(scenario(search(file, arguments)));
      if (first.is_null()) first = found;
      // How often it began what leads nowhere depends on when it learnt that a loop waits.
      if (*jobs == 0 && found.is_object()) found["statistics"]["blocked"] = first["statistics"]["blocked"];
      EXPECT_EQ(found, first) << jobs << " jobs";
    }
    return first;
  }
};

struct Size {
  const char* program;
  const char* define;
  int executions;
};

class JobCounts : public Jobs, public testing::WithParamInterface<Size> {};

TEST_P(JobCounts, AreThoseOfOneProcess) {
  const Size& size = GetParam();
  const nlohmann::json found = expect_same(program(size.program), {"-D", size.define});
  ASSERT_TRUE(found.is_object());
  EXPECT_EQ(found["verdict"], "accepted");
  EXPECT_EQ(found["certainty"], "verified");
  EXPECT_EQ(found["statistics"]["executions"], size.executions);
}

TEST_P(JobCounts, AddUpOverShards) {
  const Size& size = GetParam();
  int executions = 0;
  for (const char* shard : {"1/3", "2/3", "3/3"}) {
    const CommandEnd end = search(program(size.program), {"-D", size.define, "--shard", shard});
    EXPECT_EQ(end.code, 2);
    const nlohmann::json found = scenario(end);
    ASSERT_TRUE(found.is_object());
    EXPECT_EQ(found["certainty"], "tested");
    EXPECT_THAT(found["message"], HasSubstr(std::string("shard ") + shard + ": "));
    EXPECT_THAT(found["bounds"], HasSubstr(std::string("shard ") + shard));
    executions += found["statistics"]["executions"].get<int>();
  }
  EXPECT_EQ(executions, size.executions);
}

INSTANTIATE_TEST_SUITE_P(Checker, JobCounts,
                         testing::Values(Size{"casrot", "N=7", 523}, Size{"lastzero", "N=10", 3'328},
                                         Size{"fib_bench", "N=4", 34'205}, Size{"ttas_lock", "N=3", 6}),
                         [](const testing::TestParamInfo<Size>& info) { return info.param.program; });

TEST_F(Jobs, AFailureFarFromTheStartIsTheSame) {
  const std::string file = adders("assert(y.load() < kMost)", "x.load(), y.load();");
  const nlohmann::json found = expect_same(file);
  ASSERT_TRUE(found.is_object());
  EXPECT_EQ(found["verdict"], "wrong_result");
  EXPECT_GT(found["statistics"]["executions"], 1'024);
  EXPECT_FALSE(found["failure"].empty());
}

TEST_F(Jobs, CountTheSameFailures) {
  const nlohmann::json found = expect_same(adders("assert(y.load() < kMost)"), {"--keep-going"});
  ASSERT_TRUE(found.is_object());
  EXPECT_EQ(found["verdict"], "wrong_result");
  EXPECT_GT(found["statistics"]["executions"], 1'024);
}

TEST_F(Jobs, ALoopThatIsMetLateMakesNoDifference) {
  const std::string file = adders("flag.load()", "if (x.load() >= kMost) while (flag.load() == 0) {}");
  const nlohmann::json found = expect_same(file);
  ASSERT_TRUE(found.is_object());
  EXPECT_EQ(found["verdict"], "accepted");
}

// It leaves without a word: neither the checker nor the C library sees the call.
TEST_F(Jobs, AProgramThatEndsItsProcessEndsTheSearch) {
  const std::string leave =
      "if (y.load() >= kMost) asm volatile(\"syscall\" : : \"a\"(SYS_exit_group), \"D\"(7))";
  const std::string file = adders(leave);
  const nlohmann::json found = expect_same(file, {"-D", "SYS_exit_group=231"});
  ASSERT_TRUE(found.is_object());
  EXPECT_EQ(found["verdict"], "crash");
  EXPECT_THAT(found["message"], HasSubstr("exit(7)"));
}

TEST_F(Jobs, TimeThatIsSpentIsSaid) {
  const CommandEnd end = weft({"check", program("fib_bench"), "-D", "N=9", "--strategy", "exhaustive",
                               "--reduction", "graphs", "--jobs", "2", "--seconds", "1"});
  EXPECT_EQ(end.code, 2) << end.err;
  EXPECT_THAT(end.out, HasSubstr("more than the budget allows"));
}

TEST_F(Jobs, AreRefusedWhereTheyMakeNoSense) {
  const std::string file = program("casrot");
  const auto expect_refusal = [&](std::vector<std::string> arguments, const char* complaint) {
    arguments.insert(arguments.begin(), {"check", file});
    const CommandEnd end = weft(arguments);
    EXPECT_EQ(end.code, 64);
    EXPECT_THAT(end.err, HasSubstr(complaint));
    EXPECT_EQ(end.out, "");
  };
  const auto all = [](std::vector<std::string> more) {
    more.insert(more.begin(), {"--strategy", "exhaustive", "--reduction", "graphs"});
    return more;
  };
  expect_refusal(all({"--jobs", "0"}), "--jobs");
  expect_refusal(all({"--jobs", "many"}), "--jobs");
  for (const char* shard : {"5/4", "0/4", "1", "a/b", "1/2/3", "-1/2", "1/99999"})
    expect_refusal(all({std::string("--shard=") + shard}), "is no part of a whole");
  expect_refusal({"--jobs", "2", "--reduction", "sleep"}, "--jobs needs --reduction graphs");
  expect_refusal({"--shard", "1/2", "--strategy", "random", "--reduction", "graphs"},
                 "--strategy exhaustive");
  expect_refusal(all({"--jobs", "2", "--executions", "9"}), "--executions");
  expect_refusal(all({"--jobs", "2", "--preemptions", "1"}), "--preemptions");
}

}  // namespace
}  // namespace weft
