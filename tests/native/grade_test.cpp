// `weft grade` and `weft author check` over the shipped exercises.
#include <gmock/gmock.h>

#include "native/command.h"
#include "trace/codec.h"

namespace weft {
namespace {

using testing::HasSubstr;

class Grade : public CommandTest {};

TEST_F(Grade, RightAnswerGetsAllPoints) {
  const CommandEnd end =
      weft({"grade", "04", shipped("04_lost_update/submissions/accepted/mutex.cpp"), "--json"});
  const auto outcome = parse_outcome(end.out);
  ASSERT_TRUE(outcome) << outcome.error();
  EXPECT_EQ(end.code, 0);
  EXPECT_EQ(outcome.value().verdict, Verdict::accepted);
  EXPECT_EQ(outcome.value().score, 10);
  EXPECT_EQ(outcome.value().stages.size(), 6u);
  EXPECT_EQ(outcome.value().scenarios.back().mode, Mode::real);
}

TEST_F(Grade, WrongAnswerStopsAtItsStageAndTellsTheStory) {
  const CommandEnd end =
      weft({"grade", "04", shipped("04_lost_update/submissions/wrong_result/load_then_store.cpp"),
            "--schedule-out", path("lost.schedule")});
  EXPECT_EQ(end.code, 1);
  EXPECT_THAT(end.out,
              HasSubstr("wrong_result: balance after two people deposited 50 each: got 50, expected 100"));
  EXPECT_THAT(end.out, testing::ContainsRegex("ok +race-free"));
  EXPECT_THAT(end.out, testing::ContainsRegex("FAIL +property"));
  EXPECT_THAT(end.out, HasSubstr("score 6 / 10"));
  EXPECT_THAT(end.out, HasSubstr("const int seen = money.load();"));
  EXPECT_THAT(end.out, HasSubstr("See it again: weft replay "));
  const CommandEnd again = weft({"replay", path("lost.schedule"), "--json"});
  EXPECT_EQ(again.json().value("verdict", ""), "wrong_result") << again.err;
}

TEST_F(Grade, AScheduleThatBreaksTheStarterIsAnAnswer) {
  ASSERT_EQ(weft({"check", "04", "--ignore-races", "--granularity", "all", "--scenario", "two_deposits",
                  "--schedule-out", path("lost.schedule")})
                .code,
            1);
  const CommandEnd end = weft({"grade", "04", path("lost.schedule"), "--json"});
  EXPECT_EQ(end.json().value("verdict", ""), "accepted") << end.out << end.err;
  EXPECT_EQ(end.json().value("score", 0.0), 10);
}

TEST_F(Grade, AScheduleThatBreaksNothingIsNoAnswer) {
  weft({"check", "04", "--ignore-races", "--granularity", "all", "--scenario", "two_deposits",
        "--schedule-out", path("lost.schedule")});
  nlohmann::json schedule = nlohmann::json::parse(read(path("lost.schedule")));
  schedule["steps"] = "";
  const CommandEnd end = weft({"grade", "04", file("dull.schedule", schedule.dump()), "--json"});
  EXPECT_EQ(end.code, 1);
  EXPECT_EQ(end.json().value("score", 1.0), 0);
}

class AuthorCheck : public CommandTest, public testing::WithParamInterface<const char*> {};

TEST_P(AuthorCheck, EverySubmissionGetsTheVerdictOfItsFolder) {
  const CommandEnd end = weft({"author", "check", GetParam()});
  EXPECT_EQ(end.code, 0) << end.out << end.err;
}

INSTANTIATE_TEST_SUITE_P(Shipped, AuthorCheck, testing::Values("04", "13", "22"),
                         [](const auto& id) { return std::string(id.param); });

TEST_F(Grade, AuthorCheckFailsWhenASubmissionLiesInTheWrongFolder) {
  namespace fs = std::filesystem;
  fs::create_directories(path("all/04_lost_update/submissions/deadlock"));
  for (const char* name : {"exercise.toml", "starter.cpp", "scenarios.cpp", "statement.md"})
    fs::copy(shipped(std::string("04_lost_update/") + name), path(std::string("all/04_lost_update/") + name));
  fs::copy(shipped("04_lost_update/starter.cpp"),
           path("all/04_lost_update/submissions/deadlock/not_really.cpp"));
  const CommandEnd end = weft({"author", "check", "--exercises", path("all")});
  EXPECT_EQ(end.code, 1);
  EXPECT_THAT(end.out, testing::ContainsRegex("WRONG +deadlock/not_really.cpp +data_race +wanted deadlock"));
}

}  // namespace
}  // namespace weft
