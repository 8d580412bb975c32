// Schedules replay what they were made from, and nothing else.
#include <gmock/gmock.h>

#include "native/command.h"
#include "trace/codec.h"

namespace weft {
namespace {

class Replay : public CommandTest {
 protected:
  // Two threads that lock two mutexes in opposite orders.
  std::string deadlocking_program() const {
    return file(
        "bank.cpp",
        "#include <mutex>\n#include <thread>\nstd::mutex a, b;\nvoid f(std::mutex& x, std::mutex& y) {\n"
        "  std::lock_guard one(x);\n  std::lock_guard two(y);\n}\n"
        "int main() {\n  std::thread t([] { f(a, b); });\n  f(b, a);\n  t.join();\n}\n");
  }
};

TEST_F(Replay, ShowsTheSameExecution) {
  const CommandEnd check =
      weft({"check", deadlocking_program(), "--json", "--schedule-out", path("bank.schedule")});
  const CommandEnd again = weft({"replay", path("bank.schedule"), "--json"});
  const auto first = parse_outcome(check.out), second = parse_outcome(again.out);
  ASSERT_TRUE(first && second) << check.err << again.err;
  EXPECT_EQ(first.value().verdict, Verdict::deadlock);
  EXPECT_EQ(second.value().verdict, Verdict::deadlock);
  EXPECT_EQ(first.value().scenarios[0].failure->events, second.value().scenarios[0].failure->events);
  EXPECT_EQ(again.code, 1);
}

TEST_F(Replay, FindsTheProgramBesideTheScheduleAfterBothMoved) {
  deadlocking_program();
  weft({"check", path("bank.cpp"), "--schedule-out", path("bank.schedule")});
  std::filesystem::create_directories(path("moved"));
  std::filesystem::rename(path("bank.cpp"), path("moved/bank.cpp"));
  std::filesystem::rename(path("bank.schedule"), path("moved/bank.schedule"));
  EXPECT_EQ(weft({"replay", path("moved/bank.schedule"), "--json"}).json().value("verdict", ""), "deadlock");
}

TEST_F(Replay, RefusesAProgramThatWasEdited) {
  const std::string program = deadlocking_program();
  weft({"check", program, "--schedule-out", path("bank.schedule")});
  file("bank.cpp", read(program) + "// edited\n");
  const CommandEnd end = weft({"replay", path("bank.schedule")});
  EXPECT_EQ(end.code, 65);
  EXPECT_THAT(end.err, testing::HasSubstr("schedule of another program"));
}

TEST_F(Replay, RefusesAProgramWhoseHeaderWasEdited) {
  file("include/deposit.h", "inline void deposit(int& money) { ++money; }\n");
  file("include/nothing.h", "");
  const std::string program =
      file("bank.cpp",
           "#include <thread>\n#include <deposit.h>\n#include \"nothing.h\"\nint money;\n"
           "int main() {\n  std::thread t([] { deposit(money); });\n  deposit(money);\n  t.join();\n}\n");
  const CommandEnd check =
      weft({"check", program, "-I", path("include"), "--schedule-out", path("bank.schedule")});
  EXPECT_THAT(check.out, testing::HasSubstr("deposit.h:1")) << check.err;
  EXPECT_EQ(weft({"replay", path("bank.schedule"), "--json"}).json().value("verdict", ""), "data_race");
  file("include/deposit.h", "inline void deposit(int& money) { money += 2; }\n");
  const CommandEnd again = weft({"replay", path("bank.schedule")});
  EXPECT_EQ(again.code, 65);
  EXPECT_THAT(again.err, testing::HasSubstr("schedule of another program"));
}

TEST_F(Replay, StepsThatDoNotFitAreSaidNotToFit) {
  weft({"check", deadlocking_program(), "--schedule-out", path("bank.schedule")});
  nlohmann::json schedule = nlohmann::json::parse(read(path("bank.schedule")));
  schedule["steps"] = "9x5 0 7";
  const CommandEnd end = weft({"replay", file("bank.schedule", schedule.dump())});
  EXPECT_THAT(end.out, testing::HasSubstr("took another way"));
}

}  // namespace
}  // namespace weft
