// Whatever is wrong with what people type or hand in: one clear line on standard error, and a code that says
// so.
#include <gmock/gmock.h>

#include <algorithm>

#include "native/command.h"

namespace weft {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

class BadInput : public CommandTest {
 protected:
  static void expect_refusal(const std::vector<std::string>& arguments, int code,
                             const std::string& complaint) {
    const CommandEnd end = weft(arguments);
    EXPECT_EQ(end.code, code) << end.err;
    EXPECT_THAT(end.err, StartsWith("weft: "));
    EXPECT_THAT(end.err, HasSubstr(complaint));
    EXPECT_EQ(std::count(end.err.begin(), end.err.end(), '\n'), 1) << end.err;
    EXPECT_EQ(end.out, "");
  }

  // Exercise 04 with another exercise.toml.
  std::string exercises_with(const std::string& old_text, const std::string& new_text) const {
    namespace fs = std::filesystem;
    fs::create_directories(path("all"));
    fs::copy(shipped("04_lost_update"), path("all/04_lost_update"), fs::copy_options::recursive);
    std::string toml = read(path("all/04_lost_update/exercise.toml"));
    const std::size_t at = toml.find(old_text);
    EXPECT_NE(at, std::string::npos);
    toml.replace(at, old_text.size(), new_text);
    file("all/04_lost_update/exercise.toml", toml);
    return path("all");
  }
};

TEST_F(BadInput, UnknownExerciseSuggestsTheNearest) {
  expect_refusal({"check", "99"}, 65, "no exercise '99'");
  expect_refusal({"show", "lost_updat"}, 65, "the nearest is 04 (lost_update)");
  expect_refusal({"grade", "trasnfer", "x.cpp"}, 65, "the nearest is 22 (transfer)");
}

TEST_F(BadInput, MissingFile) {
  expect_refusal({"check", path("no.cpp")}, 65, "no such file");
  expect_refusal({"grade", "04", path("no.cpp")}, 65, "no such file");
  expect_refusal({"replay", path("no.schedule")}, 65, "no such file");
}

TEST_F(BadInput, Directory) {
  expect_refusal({"check", path(".")}, 65, "is a directory");
  expect_refusal({"grade", "04", path(".")}, 65, "is a directory");
}

TEST_F(BadInput, FileThatIsNoSource) {
  expect_refusal({"check", file("notes.txt", "int main() {}")}, 65, "does not end as C or C++ sources do");
}

TEST_F(BadInput, NumbersOutOfRange) {
  const std::string program = file("fine.c", "int main(void) { return 0; }");
  expect_refusal({"check", program, "--executions", "-5"}, 64, "--executions");
  expect_refusal({"check", program, "--seconds", "0"}, 64, "--seconds");
}

TEST_F(BadInput, EmptyFile) {
  expect_refusal({"check", file("empty.cpp", "")}, 65, "is empty");
  expect_refusal({"grade", "04", file("empty.cpp", "")}, 65, "is empty");
}

TEST_F(BadInput, FileOf50Megabytes) {
  const std::string big = file("big.cpp", std::string(50u << 20, ' '));
  expect_refusal({"check", big}, 65, "too large: 50 MB");
  expect_refusal({"grade", "04", big}, 65, "too large: 50 MB");
}

TEST_F(BadInput, BinaryFile) {
  expect_refusal({"check", file("a.cpp", std::string("\x7f"
                                                     "ELF\0\0",
                                                     6))},
                 65, "is not text");
}

TEST_F(BadInput, ProgramWithoutMain) {
  expect_refusal({"check", file("part.cpp", "int f() { return 1; }\n")}, 65, "has no main()");
}

TEST_F(BadInput, MalformedTomlNamesLineAndColumn) {
  const std::string all = exercises_with("points = 10", "points = = 10");
  expect_refusal({"--exercises", all, "list"}, 65, "exercise.toml:7:10: ");
}

TEST_F(BadInput, WrongTypeNamesLineAndColumn) {
  const std::string all = exercises_with("points = 10", "points = \"ten\"");
  expect_refusal({"--exercises", all, "check", "04"}, 65, "exercise.toml:7:10: 'points' must be a number");
}

TEST_F(BadInput, GarbageForASchedule) {
  expect_refusal({"replay", file("a.schedule", "garbage")}, 65, "not a schedule that can be read");
  expect_refusal({"replay", file("b.schedule", R"({"weft_schedule":7,"scenario":"main","steps":""})")}, 65,
                 "version 7");
  expect_refusal(
      {"grade", "04", file("c.schedule", R"({"weft_schedule":1,"scenario":"two_deposits","steps":"q"})")}, 65,
      "'q' is not a step");
}

TEST_F(BadInput, ScheduleOfAnotherProgram) {
  const std::string program = file("a.cpp", "int main() {}\n");
  const std::string schedule = file(
      "a.schedule",
      R"({"weft_schedule":1,"program":"a.cpp","hash":"0123","scenario":"main","sources":["a.cpp"],"steps":""})");
  expect_refusal({"replay", schedule}, 65, "schedule of another program");
  expect_refusal({"replay", schedule, program}, 65, "schedule of another program");
}

TEST_F(BadInput, Usage) {
  expect_refusal({"chekc"}, 64, "there is no command 'chekc'");
  expect_refusal({"check", "04", "--nope"}, 64, "--nope");
  expect_refusal({"check", "04", "--strategy", "luck"}, 64, "luck");
  expect_refusal({"check", "04", "--scenario", "nope"}, 65, "there is no scenario 'nope'");
  expect_refusal({"--compiler", "no-such-compiler", "check", "04"}, 69, "no-such-compiler");
  expect_refusal({"--exercises", path("nowhere"), "list"}, 65, "not a folder of exercises");
}

TEST_F(BadInput, StartDoesNotOverwrite) {
  ASSERT_EQ(weft({"start", "04", path("work")}).code, 0);
  expect_refusal({"start", "04", path("work")}, 65, "exists already");
}

}  // namespace
}  // namespace weft
