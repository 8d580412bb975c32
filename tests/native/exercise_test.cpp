#include "exercises/exercise.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "exercises/catalog.h"
#include "files/source_file.h"
#include "files/temporary_folder.h"

namespace weft {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

constexpr const char* kGood = R"(id = "07"
name = "example"
title = "Example"
kinds = ["fix"]
unit = "races"
concepts = []
points = 3
hints = ["a"]
[[scenarios]]
name = "one"
mode = "checked"
stages = ["property"]
)";

class ExerciseFolder : public testing::Test {
 protected:
  ExerciseFolder() : root_(TemporaryFolder::make().value()), folder_(root_.path() / "07_example") {
    fs::create_directories(folder_ / "submissions" / "data_race");
    for (const char* name : {"starter.cpp", "scenarios.cpp", "statement.md", "submissions/data_race/a.cpp"})
      write(name, "text\n");
  }

  void write(const std::string& name, const std::string& text) {
    EXPECT_TRUE(write_file(folder_ / name, text));
  }

  // What is wrong with `toml`; empty when nothing is.
  std::string problem(const std::string& toml) {
    write("exercise.toml", toml);
    const Result<Exercise> exercise = load_exercise(folder_);
    return exercise ? "" : exercise.error();
  }

  static std::string with(const std::string& old_text, const std::string& new_text) {
    std::string toml = kGood;
    return toml.replace(toml.find(old_text), old_text.size(), new_text);
  }

  const fs::path& folder() const { return folder_; }

 private:
  TemporaryFolder root_;
  fs::path folder_;
};

TEST_F(ExerciseFolder, GoodOneIsRead) {
  EXPECT_EQ(problem(kGood), "");
  const Exercise exercise = load_exercise(folder()).value();
  EXPECT_EQ(exercise.id, "07");
  EXPECT_EQ(exercise.limits.memory_bytes, 256u << 20);
  EXPECT_EQ(exercise.scenarios.at(0).budget_seconds, 10);
  ASSERT_EQ(exercise.submissions.size(), 1u);
  EXPECT_EQ(exercise.submissions[0].verdict, Verdict::data_race);
}

TEST_F(ExerciseFolder, ProblemsAreNamedWithTheirPlace) {
  EXPECT_THAT(problem(with("points = 3", "points = ")), HasSubstr("exercise.toml:7:"));
  EXPECT_THAT(problem(with("points = 3", "points = -1")),
              HasSubstr("exercise.toml:7:10: 'points' is out of range"));
  EXPECT_THAT(problem(with("points = 3", "points = 3\npoint = 3")),
              HasSubstr(":8:9: the exercise has the unknown key 'point'"));
  EXPECT_THAT(problem(with("id = \"07\"", "")), HasSubstr("needs the key 'id'"));
  EXPECT_THAT(problem(with("\"fix\"", "\"fox\"")), HasSubstr(":4:9: 'fox' is not a kind"));
  EXPECT_THAT(problem(with("\"checked\"", "\"chekced\"")), HasSubstr("'mode' must be"));
  EXPECT_THAT(problem(with("[\"property\"]", "[\"properties\"]")), HasSubstr("unknown stage 'properties'"));
  EXPECT_THAT(problem(with("[\"a\"]", "[1]")), HasSubstr("'hints' must hold strings only"));
  EXPECT_THAT(problem(with("\"fix\"", "\"break\"")), HasSubstr("needs a [break] table"));
  EXPECT_THAT(problem(std::string(kGood) + "[break]\nscenario = \"two\"\nverdict = \"crash\"\n"),
              HasSubstr("there is no scenario 'two'"));
  EXPECT_THAT(
      problem(std::string(kGood) + "[[scenarios]]\nname = \"one\"\nmode = \"real\"\nstages = [\"stress\"]\n"),
      HasSubstr("two scenarios are named 'one'"));
}

TEST_F(ExerciseFolder, FoldersThatAreNoVerdictsAreNamed) {
  fs::create_directories(folder() / "submissions" / "good");
  EXPECT_THAT(problem(kGood), HasSubstr("'good' is not a verdict"));
}

TEST_F(ExerciseFolder, MissingFilesAreNamed) {
  fs::remove(folder() / "scenarios.cpp");
  EXPECT_THAT(problem(kGood), HasSubstr("scenarios.cpp: no such file"));
}

TEST_F(ExerciseFolder, IsNamedAfterItsId) {
  EXPECT_THAT(problem(with("\"07\"", "\"08\"")), HasSubstr("should be named 08_example"));
}

TEST(Catalog, FindsByIdNameAndFolder) {
  const Catalog catalog = Catalog::open(WEFT_EXERCISES_DIR).value();
  for (const char* wanted : {"04", "4", "lost_update", "04_lost_update"})
    EXPECT_EQ(catalog.find(wanted).value().id, "04") << wanted;
  EXPECT_THAT(catalog.find("bounded_bufer").error(), HasSubstr("nearest is 13 (bounded_buffer)"));
}

TEST(Catalog, KnowsWhoseFileItIs) {
  const Catalog catalog = Catalog::open(WEFT_EXERCISES_DIR).value();
  const fs::path all = WEFT_EXERCISES_DIR;
  EXPECT_EQ(catalog.exercise_of(all / "22_transfer" / "starter.cpp"), fs::canonical(all / "22_transfer"));
  EXPECT_EQ(catalog.exercise_of("/etc/passwd"), std::nullopt);
}

}  // namespace
}  // namespace weft
