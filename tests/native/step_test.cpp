// A person steps through programs: what is typed arrives through a pipe, one answer a line.
#include <gmock/gmock.h>

#include "native/command.h"
#include "trace/codec.h"

namespace weft {
namespace {

using testing::HasSubstr;
using testing::Not;

// Thread 1 reads the balance, thread 2 deposits, thread 1 writes what it has read.
constexpr const char* kLoseADeposit = "1\n2x2\n";

std::size_t count(const std::string& text, const std::string& word) {
  std::size_t found = 0;
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) ++found;
  return found;
}

class Break : public CommandTest {
 protected:
  CommandEnd break_04(const std::string& input) const {
    return weft({"break", "04", "-o", path("mine.schedule")}, input);
  }
  std::string steps_of(const std::string& name) const {
    const auto schedule = parse_schedule(read(path(name)));
    return schedule ? format_steps(schedule.value().steps) : schedule.error();
  }
};

TEST_F(Break, TheScheduleThatWasTypedIsAFullAnswer) {
  const CommandEnd end = break_04(kLoseADeposit);
  EXPECT_EQ(end.code, 0) << end.err;
  EXPECT_THAT(end.out, HasSubstr("got 50, expected 100"));
  EXPECT_THAT(end.out, HasSubstr("weft grade 04 "));
  EXPECT_EQ(steps_of("mine.schedule"), "1 2x2");
  const CommandEnd grade = weft({"grade", "04", path("mine.schedule"), "--json"});
  EXPECT_EQ(grade.code, 0) << grade.err;
  EXPECT_EQ(grade.json().value("verdict", ""), "accepted");
  EXPECT_EQ(grade.json().value("score", 0.0), 10.0);
}

TEST_F(Break, ACopyOfTheStarterIsTheStarter) {
  ASSERT_EQ(weft({"start", "04", path("work")}).code, 0);
  const std::string copy = path("work/lost_update.cpp");
  EXPECT_EQ(weft({"break", copy, "-o", path("mine.schedule")}, kLoseADeposit).code, 0);
  EXPECT_EQ(weft({"grade", "04", path("mine.schedule")}).code, 0);
  file("work/lost_update.cpp", read(copy) + "// edited\n");
  EXPECT_EQ(weft({"break", copy, "-o", path("other.schedule")}).code, 64) << "its answer would be code";
}

TEST_F(Break, EachStopShowsWhoWouldDoWhatAndTheValues) {
  const CommandEnd end = break_04("1\n");
  EXPECT_THAT(end.out, HasSubstr("Choice 2:\n"));
  EXPECT_THAT(end.out, testing::ContainsRegex("\\* +1 +thread 1 +reads money +starter.cpp:12 +void deposit"));
  EXPECT_THAT(end.out, testing::ContainsRegex("\n +thread 1 +reads money: 0 +starter.cpp:12 +void deposit"));
  EXPECT_THAT(end.out, HasSubstr("Now money = 0."));
  EXPECT_THAT(end.out, testing::ContainsRegex("\\* +1 +thread 1 +writes money +starter.cpp:12"));
}

TEST_F(Break, EnterLetsTheSameThreadGoOn) {
  const CommandEnd end = break_04("\n\n\n\n\n\n\n\n\n\n\n\n\n\n");
  EXPECT_THAT(end.out, HasSubstr("accepted: this schedule ends without a failure"));
  EXPECT_THAT(end.out, HasSubstr("That is not wrong_result"));
}

TEST_F(Break, AnEndWithoutTheFailureIsNoAnswerUntilOneGoesBack) {
  const CommandEnd end = break_04("1\n1\n2\nb\n2x2\n");
  EXPECT_THAT(end.out, HasSubstr("That is not wrong_result: b goes back, q quits."));
  EXPECT_THAT(end.out, HasSubstr("The program has ended"));
  EXPECT_EQ(end.code, 0) << end.err;
  EXPECT_EQ(steps_of("mine.schedule"), "1 2x2");
}

TEST_F(Break, WrongAnswersAreOneLineEachAndAskedForAgain) {
  const CommandEnd end = break_04(std::string("9\nfoo\n1 2x\nb\n7+\n") + kLoseADeposit);
  EXPECT_EQ(count(end.out, "does not fit: 9 is not possible there, only 1, 2"), 1u) << end.out;
  EXPECT_EQ(count(end.out, "'foo' is no answer"), 1u);
  EXPECT_EQ(count(end.out, "'1 2x' is no answer"), 1u);
  EXPECT_EQ(count(end.out, "This is the start."), 1u);
  EXPECT_EQ(count(end.out, "does not fit: 7 is not possible there"), 1u);
  EXPECT_EQ(count(end.out, "Choice 1:\n"), 1u) << "what has not changed is not printed again";
  EXPECT_EQ(end.code, 0) << end.err;
  EXPECT_EQ(steps_of("mine.schedule"), "1 2x2");
}

TEST_F(Break, StepsThatFitAreTakenUpToTheOneThatDoesNot) {
  const CommandEnd end = break_04("1 8\nq\n");
  EXPECT_THAT(end.out, HasSubstr("step 2 of the schedule does not fit: 8 is not possible there, only 1, 2"));
  EXPECT_THAT(end.out, HasSubstr("Choice 2:\n"));
}

TEST_F(Break, StoppingBeforeTheEndSavesNothing) {
  for (const char* input : {"", "1\n", "q\n", "1\nq\n"}) {
    const CommandEnd end = break_04(input);
    EXPECT_EQ(end.code, 2) << input;
    EXPECT_EQ(end.err, "weft: stopped before the end: no schedule was saved\n");
    EXPECT_FALSE(std::filesystem::exists(path("mine.schedule")));
  }
}

TEST_F(Break, AnAnswerThatExistsIsLeftAsItIs) {
  const std::string mine = file("mine.schedule", "precious");
  const CommandEnd end = break_04(kLoseADeposit);
  EXPECT_EQ(end.code, 65);
  EXPECT_THAT(end.err, HasSubstr("exists already"));
  EXPECT_EQ(read(mine), "precious");
}

TEST_F(Break, ExercisesWithSeveralScenariosNeedOneNamed) {
  const CommandEnd end = weft({"break", shipped("04_lost_update/submissions/data_race/volatile.cpp")});
  EXPECT_EQ(end.code, 64);
  EXPECT_THAT(end.err, HasSubstr("--scenario: sequential, two_deposits, reading_meanwhile"));
  EXPECT_THAT(weft({"break", "04", "--scenario", "many_deposits"}).err, HasSubstr("real threads"));
}

TEST_F(Break, AProgramThatDoesNotCompileIsToldSo) {
  const CommandEnd end = weft({"break", file("a.cpp", "int main() { return x; }\n")});
  EXPECT_EQ(end.code, 1);
  EXPECT_THAT(end.out, HasSubstr("compile_error"));
}

// Two threads that lock two mutexes in opposite orders.
constexpr const char* kDeadlocking =
    "#include <mutex>\n#include <thread>\nstd::mutex a, b;\nvoid f(std::mutex& x, std::mutex& y) {\n"
    "  std::lock_guard one(x);\n  std::lock_guard two(y);\n}\n"
    "int main() {\n  std::thread t([] { f(a, b); });\n  f(b, a);\n  t.join();\n}\n";

class ReplaySteps : public Break {
 protected:
  ReplaySteps() { file("bank.cpp", kDeadlocking); }

  // Breaks the program by hand.
  CommandEnd save() const { return weft({"break", path("bank.cpp"), "-o", path("bank.schedule")}, "0\n1\n"); }
  CommandEnd step(const std::string& input) const {
    return weft({"replay", path("bank.schedule"), "--step", "-o", path("walked.schedule")}, input);
  }
};

TEST_F(ReplaySteps, AnyProgramCanBeBrokenByHand) {
  const CommandEnd end = save();
  EXPECT_EQ(end.code, 0) << end.out << end.err;
  EXPECT_THAT(end.out, HasSubstr("deadlock: "));
  EXPECT_EQ(weft({"replay", path("bank.schedule"), "--json"}).json().value("verdict", ""), "deadlock");
}

TEST_F(ReplaySteps, EnterTakesTheSavedSteps) {
  save();
  const CommandEnd end = step("\n\n");
  EXPECT_EQ(end.code, 1) << end.out << end.err;
  EXPECT_THAT(end.out, HasSubstr("deadlock: "));
  EXPECT_EQ(steps_of("walked.schedule"), "0 1");
}

TEST_F(ReplaySteps, AnotherThreadLeavesTheSavedWay) {
  save();
  const CommandEnd end = step("\n0\n\n\n\n\n\n\n\n");
  EXPECT_EQ(end.code, 0) << end.out << end.err;
  EXPECT_THAT(end.out, HasSubstr("accepted: "));
}

TEST_F(ReplaySteps, OneStepBackIsTheSavedWayAgain) {
  save();
  const CommandEnd end = step("\n0\nb\n\n");
  EXPECT_EQ(end.code, 1) << end.out << end.err;
  EXPECT_EQ(steps_of("walked.schedule"), "0 1");
}

TEST_F(ReplaySteps, StoppingIsInconclusive) {
  save();
  const CommandEnd end = step("\n");
  EXPECT_EQ(end.code, 2);
  EXPECT_THAT(end.err, HasSubstr("stopped before the end"));
  EXPECT_EQ(weft({"replay", path("bank.schedule"), "--step", "--json"}).code, 64);
}

}  // namespace
}  // namespace weft
