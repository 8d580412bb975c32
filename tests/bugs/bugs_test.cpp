// Every folder beside this has a known bug and its repaired twin (README.md). `weft check` must find the bug
// with the verdict that bug.cpp declares, within 10,000 executions of its default strategy, and replay it;
// fixed.cpp must raise no alarm. A bug that `needs:` what the checker does not have yet is not looked for.
#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "declared.h"
#include "native/command.h"

namespace weft {
namespace {

namespace fs = std::filesystem;

using testing::AnyOf;
using testing::HasSubstr;

const fs::path kFolder = WEFT_BUGS_DIR;
constexpr const char* kMostExecutions = "10000";
constexpr const char* kExecutionsOfTwin = "1000";

std::string bug_of(const std::string& name) { return (kFolder / name / "bug.cpp").string(); }
std::string twin_of(const std::string& name) { return (kFolder / name / "fixed.cpp").string(); }

std::vector<std::string> all_bugs() {
  std::vector<std::string> names;
  for (const fs::directory_entry& entry : fs::directory_iterator(kFolder))
    if (entry.is_directory()) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<std::string> bugs_to_find() {
  std::vector<std::string> names = all_bugs();
  std::erase_if(names, [](const std::string& name) { return !declared(bug_of(name), "needs").empty(); });
  return names;
}

class EveryBug : public CommandTest, public testing::WithParamInterface<std::string> {};
class Bugs : public EveryBug {};
class Twins : public EveryBug {};
class BugsReadme : public CommandTest {};

TEST_P(Bugs, AreFoundAndReplayed) {
  const std::string bug = bug_of(GetParam()), schedule = path("bug.schedule");
  const nlohmann::json found = weft({"check", bug, "--json", "--executions", kMostExecutions, "--seconds",
                                     "100", "--schedule-out", schedule})
                                   .json();
  ASSERT_TRUE(found.is_object()) << "weft check --json printed no JSON object";
  ASSERT_EQ(found.value("verdict", ""), declared(bug, "verdict")) << found.value("message", "");
  const nlohmann::json again = weft({"replay", schedule, "--json"}).json();
  ASSERT_TRUE(again.is_object()) << "weft replay --json printed no JSON object";
  EXPECT_EQ(again.value("verdict", ""), found.value("verdict", ""));
  EXPECT_EQ(again.value("message", ""), found.value("message", ""));
}

TEST_P(Twins, RaiseNoAlarm) {
  const std::string twin = twin_of(GetParam());
  EXPECT_EQ(declared(twin, "verdict"), "accepted");
  const nlohmann::json outcome =
      weft({"check", twin, "--json", "--executions", kExecutionsOfTwin, "--seconds", "100"}).json();
  ASSERT_TRUE(outcome.is_object()) << "weft check --json printed no JSON object";
  EXPECT_THAT(outcome.value("verdict", ""), AnyOf("accepted", "inconclusive"))
      << outcome.value("message", "");
}

// A row of the table begins so; the mark is of those that are not found yet.
std::string row_of(const std::string& name) {
  return "\n| " + name + (declared(bug_of(name), "needs").empty() ? " |" : " ¹ |");
}

TEST_F(BugsReadme, HasARowForEachBug) {
  const std::string readme = read((kFolder / "README.md").string());
  for (const std::string& name : all_bugs()) EXPECT_THAT(readme, HasSubstr(row_of(name)));
}

std::string name_of(const testing::TestParamInfo<std::string>& info) { return info.param; }

INSTANTIATE_TEST_SUITE_P(Known, Bugs, testing::ValuesIn(bugs_to_find()), name_of);
INSTANTIATE_TEST_SUITE_P(Known, Twins, testing::ValuesIn(all_bugs()), name_of);

}  // namespace
}  // namespace weft
