// `weft check`, `run`, `list`, `show` and `doctor` on good input.
#include <gmock/gmock.h>

#include "native/command.h"
#include "trace/codec.h"

namespace weft {
namespace {

using testing::HasSubstr;
using testing::Not;

class Check : public CommandTest {};

TEST_F(Check, StarterOfAnExerciseById) {
  const CommandEnd end = weft({"check", "04"});
  EXPECT_EQ(end.code, 1);
  EXPECT_THAT(end.out, HasSubstr("data_race: "));
  EXPECT_THAT(end.out, HasSubstr("access money"));
  EXPECT_THAT(end.out, HasSubstr("starter.cpp:12"));
  EXPECT_THAT(end.out, HasSubstr("money = money + amount;"));
  EXPECT_THAT(end.out, Not(HasSubstr("\x1b")));  // not a terminal
}

TEST_F(Check, DeadlockTellsTheCircleWithBothLines) {
  const CommandEnd end = weft({"check", shipped("22_transfer/submissions/deadlock/order_by_argument.cpp")});
  EXPECT_EQ(end.code, 1);
  EXPECT_THAT(end.out, HasSubstr("deadlock: "));
  EXPECT_THAT(end.out, HasSubstr("The circle:"));
  EXPECT_THAT(end.out,
              testing::ContainsRegex("thread 1 holds mutex .* and waits for mutex .*, which thread 2 holds"));
  EXPECT_THAT(end.out,
              testing::ContainsRegex("thread 2 holds mutex .* and waits for mutex .*, which thread 1 holds"));
}

TEST_F(Check, JsonIsOneOutcomeWithTheVerdictAtItsTop) {
  const CommandEnd end = weft({"check", "04", "--json"});
  const auto outcome = parse_outcome(end.out);
  ASSERT_TRUE(outcome) << outcome.error();
  EXPECT_EQ(outcome.value().verdict, Verdict::data_race);
  EXPECT_EQ(outcome.value().program, "04");
  const ScenarioOutcome& failing = outcome.value().scenarios.back();
  ASSERT_TRUE(failing.failure);
  ASSERT_EQ(failing.failure->sides.size(), 2u);
  for (std::uint32_t side : failing.failure->sides) EXPECT_EQ(failing.failure->events[side].where.line, 12);
}

TEST_F(Check, ShortNamesAreNotTakenForTypes) {
  const CommandEnd end =
      weft({"check", file("m.c",
                          "#include <pthread.h>\nint m;\nstatic void* f(void* p) { return m++, p; }\n"
                          "int main(void) {\n  pthread_t t;\n  pthread_create(&t, 0, f, 0);\n  m = 2;\n"
                          "  return pthread_join(t, 0);\n}\n")});
  EXPECT_THAT(end.out, HasSubstr("access m without"));
}

TEST_F(Check, WhoJoinsWhomIsInTheFirstLine) {
  const CommandEnd end =
      weft({"check", file("join.c",
                          "#include <pthread.h>\npthread_t first, second;\npthread_barrier_t both;\n"
                          "static void* f(void* p) {\n  pthread_barrier_wait(&both);\n"
                          "  pthread_join(*(pthread_t*)p, 0);\n  return p;\n}\n"
                          "int main(void) {\n  pthread_barrier_init(&both, 0, 3);\n"
                          "  pthread_create(&first, 0, f, &second);\n"
                          "  pthread_create(&second, 0, f, &first);\n  pthread_barrier_wait(&both);\n"
                          "  pthread_exit(0);\n}\n")});
  EXPECT_THAT(end.out,
              HasSubstr("thread 1 waits for the end of thread 2; thread 2 waits for the end of thread 1"));
}

TEST_F(Check, DoctorAuthorAndStartSpeakJson) {
  EXPECT_TRUE(weft({"doctor", "--json"}).json().value("complete", false));
  const nlohmann::json started = weft({"start", "04", path("work"), "--json"}).json();
  EXPECT_TRUE(std::filesystem::exists(started.value("file", "")));
  const nlohmann::json author = weft({"author", "check", "04", "--json"}).json();
  EXPECT_GT(author.value("all", 0), 3);
  EXPECT_EQ(author.value("right", -1), author.value("all", 0));
  EXPECT_EQ(author["exercises"][0]["findings"][0].value("what", ""), "starter.cpp");
}

TEST_F(Check, WholeProgramsWithSeveralFilesFlagsAndArguments) {
  file("include/amount.h", "inline int amount() { return AMOUNT; }\n");
  const std::string a = file(
      "a.cpp",
      "#include <cassert>\n#include <cstdlib>\n#include <thread>\n#include \"amount.h\"\n"
      "void work();\nint main(int argc, char** argv) {\n  assert(argc == 2 && std::atoi(argv[1]) == 7);\n"
      "  assert(amount() == 5);\n  std::thread t(work);\n  t.join();\n}\n");
  const std::string b = file("b.cpp", "void work() {}\n");
  const CommandEnd end = weft(
      {"check", a, b, "-I" + path("include"), "-DAMOUNT=5", "-std=c++17", "-pthread", "--json", "--", "7"});
  EXPECT_EQ(end.json().value("verdict", ""), "accepted") << end.out << end.err;
  EXPECT_EQ(end.json().value("certainty", ""), "verified");
  EXPECT_EQ(end.code, 0);
}

TEST_F(Check, CProgramsWithPthreads) {
  const std::string c = file(
      "race.c",
      "#include <pthread.h>\nint shared;\nvoid* add(void* x) { shared++; return x; }\n"
      "int main(void) {\n  pthread_t a, b;\n  pthread_create(&a, 0, add, 0);\n"
      "  pthread_create(&b, 0, add, 0);\n  pthread_join(a, 0);\n  pthread_join(b, 0);\n  return 0;\n}\n");
  EXPECT_EQ(weft({"check", c, "--json"}).json().value("verdict", ""), "data_race");
  EXPECT_EQ(weft({"check", c, "--ignore-races", "--json"}).json().value("verdict", ""), "accepted");
}

TEST_F(Check, CompileErrorsNameTheLine) {
  const CommandEnd end = weft({"check", file("wrong.cpp", "int main() {\n  return x;\n}\n")});
  EXPECT_EQ(end.code, 1);
  EXPECT_THAT(end.out, HasSubstr("compile_error: use of undeclared identifier 'x'"));
  EXPECT_THAT(end.out, HasSubstr("wrong.cpp:2:10: error:"));
  EXPECT_THAT(end.out, HasSubstr("return x;"));
}

TEST_F(Check, FunctionsDefinedNowhereAreCompileErrors) {
  const CommandEnd end = weft({"check", "--exercise", "04",
                               file("part.cpp", "void open_account(int) {}\nint balance() { return 0; }\n")});
  EXPECT_EQ(end.code, 1);
  EXPECT_THAT(end.out, HasSubstr("compile_error: deposit(int) is used but defined nowhere"));
}

TEST_F(Check, ACopyMadeByStartIsKnownByItsName) {
  ASSERT_EQ(weft({"start", "04", path("work")}).code, 0);
  EXPECT_EQ(weft({"check", path("work/lost_update.cpp"), "--json"}).json().value("program", ""), "04");
}

TEST_F(Check, BudgetSpentIsInconclusiveNeverAccepted) {
  const CommandEnd end = weft({"check", shipped("13_bounded_buffer/submissions/accepted/release_inside.cpp"),
                               "--scenario", "two_producers", "--executions", "2"});
  EXPECT_EQ(end.code, 2);
  EXPECT_THAT(end.out, HasSubstr("inconclusive"));
}

TEST_F(Check, RunShowsAHistogram) {
  const CommandEnd end = weft({"run", "04", "--repetitions", "5", "--json"});
  const auto outcome = parse_outcome(end.out);
  ASSERT_TRUE(outcome) << outcome.error();
  std::uint64_t runs = 0;
  for (const Observation& bar : outcome.value().scenarios.at(0).histogram) runs += bar.count;
  EXPECT_EQ(runs, 5u);
}

TEST_F(Check, RunPrintsWhatTheProgramPrints) {
  const CommandEnd end =
      weft({"run", file("hello.cpp", "#include <cstdio>\nint main() { std::puts(\"hello\"); }\n")});
  EXPECT_EQ(end.code, 0);
  EXPECT_THAT(end.out, HasSubstr("| hello"));
}

TEST_F(Check, ListAndShow) {
  const CommandEnd list = weft({"list", "--json"});
  EXPECT_EQ(list.json().size(), 4u);
  EXPECT_THAT(weft({"list"}).out, HasSubstr("Lost update"));
  const CommandEnd show = weft({"show", "22", "--hints", "1"});
  EXPECT_THAT(show.out, HasSubstr("Hint 1: "));
  EXPECT_THAT(show.out, Not(HasSubstr("Hint 2: ")));
}

TEST_F(Check, EverySubcommandHasAnExampleInItsHelp) {
  for (const char* command :
       {"list", "show", "start", "run", "check", "replay", "grade", "author", "doctor"}) {
    const CommandEnd end = weft({command, "--help"});
    EXPECT_EQ(end.code, 0);
    EXPECT_THAT(end.out, HasSubstr(std::string("weft ") + command)) << command;
    EXPECT_THAT(end.out, HasSubstr("Example")) << command;
  }
}

TEST_F(Check, DoctorFindsWhatThisBuildNeeds) {
  const CommandEnd end = weft({"doctor"});
  EXPECT_EQ(end.code, 0) << end.out;
  EXPECT_THAT(end.out, HasSubstr("symbolizer"));
}

}  // namespace
}  // namespace weft
