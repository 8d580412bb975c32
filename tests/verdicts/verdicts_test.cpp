// Every program under programs/ says in its first line which verdict it must get from `weft check`:
//   // verdict: data_race
// and may say what of the message matters:
//   // says: balance
// Programs that must be accepted are small enough to be explored to the end, so they must be `verified` as
// well. What fails must fail again when its schedule is replayed.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "declared.h"
#include "standard_output.h"

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> programs() {
  std::vector<fs::path> found;
  for (const fs::directory_entry& entry : fs::directory_iterator(WEFT_VERDICT_PROGRAMS)) {
    const fs::path extension = entry.path().extension();
    if (extension == ".c" || extension == ".i" || extension == ".cpp") found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

nlohmann::json weft(const std::string& arguments) {
  const std::string command = std::string("'") + WEFT_EXE + "' " + arguments;
  return nlohmann::json::parse(standard_output(command), nullptr, /*allow_exceptions=*/false);
}

// A file of this test's own, gone with it.
struct ScheduleFile {
  explicit ScheduleFile(const std::string& name) : path(fs::path(testing::TempDir()) / (name + ".schedule")) {
    fs::remove(path);
  }
  ~ScheduleFile() {
    std::error_code ignored;
    fs::remove(path, ignored);
  }
  fs::path path;
};

std::string quoted(const fs::path& path) { return "'" + path.string() + "'"; }

bool has_schedule(const std::string& verdict) {
  return verdict != "accepted" && verdict != "inconclusive" && verdict != "compile_error";
}

// Letters, digits and underscores only, as test names must be: "join_ring_c".
std::string test_name(const testing::TestParamInfo<fs::path>& program) {
  std::string name = program.param.filename().string();
  std::replace(name.begin(), name.end(), '.', '_');
  return name;
}

class Verdicts : public testing::TestWithParam<fs::path> {};

TEST_P(Verdicts, AreAsDeclared) {
  const std::string wanted = weft::declared(GetParam(), "verdict");
  ASSERT_NE(wanted, "") << GetParam() << " must begin with '// verdict: WORD'";
  const ScheduleFile schedule(GetParam().filename().string());
  const nlohmann::json outcome =
      weft("check --json --schedule-out " + quoted(schedule.path) + " " + quoted(GetParam()));
  ASSERT_TRUE(outcome.is_object()) << "weft check --json printed no JSON object";
  EXPECT_EQ(outcome.value("verdict", ""), wanted) << outcome.value("message", "");
  EXPECT_NE(outcome.value("message", "").find(weft::declared(GetParam(), "says")), std::string::npos)
      << outcome.value("message", "");
  EXPECT_EQ(outcome.value("message", "").find("its replay took another way"), std::string::npos)
      << outcome.value("message", "");
  if (wanted == "accepted") {
    EXPECT_EQ(outcome.value("certainty", ""), "verified") << outcome.value("message", "");
  }
  if (has_schedule(wanted) && fs::exists(schedule.path)) {
    const nlohmann::json again = weft("replay --json " + quoted(schedule.path));
    ASSERT_TRUE(again.is_object()) << "weft replay --json printed no JSON object";
    EXPECT_EQ(again.value("verdict", ""), wanted) << again.value("message", "");
    EXPECT_EQ(again.value("message", ""), outcome.value("message", ""));
  }
}

INSTANTIATE_TEST_SUITE_P(Programs, Verdicts, testing::ValuesIn(programs()), test_name);

}  // namespace
