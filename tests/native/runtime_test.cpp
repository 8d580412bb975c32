// Programs that use Weft's runtime (fibers, channels, tasks) under `weft run` and `weft check`.
#include <gmock/gmock.h>

#include <algorithm>

#include "native/command.h"
#include "trace/codec.h"

namespace weft {
namespace {

using testing::HasSubstr;

constexpr const char* kPipe = R"(#include <weft/channel.h>
#include <weft/fiber.h>
#include <weft/task.h>
#include <cstdio>
#include <cstdlib>

weft::task<int> twice(int n) { co_return 2 * n; }

int main(int argc, char** argv) {
  weft::scheduler two({.workers = 2});
  weft::channel<int> numbers;
  weft::fiber producer(two, [&] {
    for (int i = 1; i <= std::atoi(argv[argc - 1]); ++i) numbers.send(i);
    numbers.close();
  });
  producer.set_name("producer");
  int sum = 0;
  for (int number : numbers) sum += number;
  producer.join();
  std::printf("%d\n", sum + weft::run(twice(0)));
  return sum == 6 ? 0 : 1;
}
)";

class Runtime : public CommandTest {
 protected:
  ScenarioOutcome run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"run", "--json"});
    const auto outcome = parse_outcome(weft(arguments).out);
    EXPECT_TRUE(outcome) << outcome.error();
    return outcome ? outcome.value().scenarios.at(0) : ScenarioOutcome{};
  }
};

const AgentInfo* agent_of(const Failure& recording, const std::string& name) {
  const auto found = std::find_if(recording.agents.begin(), recording.agents.end(),
                                  [&](const AgentInfo& agent) { return agent.name == name; });
  return found == recording.agents.end() ? nullptr : &*found;
}

std::ptrdiff_t count(const Failure& recording, AgentId agent, Op op) {
  return std::count_if(recording.events.begin(), recording.events.end(),
                       [&](const Event& event) { return event.agent == agent && event.op == op; });
}

TEST_F(Runtime, ARunComesWithWhatTheSchedulerDid) {
  const ScenarioOutcome ran = run({file("pipe.cpp", kPipe), "--", "3"});
  EXPECT_EQ(ran.verdict, Verdict::accepted) << ran.message;
  EXPECT_FALSE(ran.failure);
  ASSERT_TRUE(ran.recording);
  const AgentInfo* const main = agent_of(*ran.recording, "main");
  const AgentInfo* const producer = agent_of(*ran.recording, "producer");
  ASSERT_TRUE(main && producer);
  EXPECT_EQ(count(*ran.recording, main->id, Op::spawn), 2);  // the producer and the task
  EXPECT_EQ(count(*ran.recording, producer->id, Op::start), 1);
  EXPECT_EQ(count(*ran.recording, producer->id, Op::finish), 1);
  EXPECT_EQ(ran.recording->left_out, 0u);
}

TEST_F(Runtime, AFailingRunDoesToo) {
  const ScenarioOutcome ran = run({file("pipe.cpp", kPipe), "--repetitions", "2", "--", "4"});
  EXPECT_EQ(ran.verdict, Verdict::wrong_result);
  EXPECT_EQ(ran.statistics.executions, 1u);
  ASSERT_TRUE(ran.recording);
  EXPECT_TRUE(agent_of(*ran.recording, "producer"));
}

TEST_F(Runtime, OfVeryManyEventsTheLatestAreThere) {
  const ScenarioOutcome ran = run({file("pipe.cpp", kPipe), "--", "2000"});
  ASSERT_TRUE(ran.recording);
  EXPECT_EQ(ran.recording->events.size(), 500u);
  EXPECT_GT(ran.recording->left_out, 1000u);
  EXPECT_EQ(count(*ran.recording, agent_of(*ran.recording, "producer")->id, Op::finish), 1);
}

TEST_F(Runtime, AProgramOfThreadsAloneHasNoRecording) {
  const ScenarioOutcome ran =
      run({file("threads.cpp", "#include <thread>\nint main() { std::thread([] {}).join(); }\n")});
  EXPECT_EQ(ran.verdict, Verdict::accepted);
  EXPECT_FALSE(ran.recording);
}

TEST_F(Runtime, ADeadlockOfFibersSaysWhoWaits) {
  const ScenarioOutcome ran = run({file("stuck.cpp",
                                        "#include <weft/channel.h>\n#include <weft/fiber.h>\n"
                                        "int main() {\n  weft::channel<int> nobody_sends;\n"
                                        "  weft::fiber f([&] { nobody_sends.receive(); });\n"
                                        "  f.set_name(\"hopeful\");\n  f.join();\n}\n")});
  EXPECT_EQ(ran.verdict, Verdict::deadlock);
  EXPECT_THAT(ran.message, HasSubstr("'hopeful' waits for channel"));
  ASSERT_TRUE(ran.recording);
  EXPECT_EQ(agent_of(*ran.recording, "hopeful")->state, "blocked");
}

TEST_F(Runtime, TheCheckerSaysOnceThatItHasNoModelOfIt) {
  const CommandEnd end = weft({"check", file("pipe.cpp", kPipe)});
  EXPECT_THAT(end.out, HasSubstr("has no model in the checker"));
  EXPECT_EQ(end.out.find("defined nowhere"), std::string::npos) << end.out;
}

}  // namespace
}  // namespace weft
