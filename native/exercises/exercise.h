// An exercise as its folder describes it: exercise.toml, statement.md, starter.cpp, scenarios.cpp,
// submissions/. Threads: plain values; no locking. Errors:  load_exercise() checks everything it reads:
// unknown or missing keys, wrong types, unknown words, files
//          that are not there, folders under submissions/ that are no verdicts. "file:line:column: what is
//          wrong".
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "contract/result.h"
#include "trace/outcome.h"

namespace weft {

struct ExerciseLimits {
  double seconds = 10;
  std::uint64_t memory_bytes = 256u << 20;
  std::uint64_t output_bytes = 64u << 10;
};

struct ExerciseScenario {
  std::string name;
  std::string title;
  Mode mode = Mode::checked;
  double budget_seconds = 10;
  std::uint64_t repetitions = 100;
  bool visible = true;
  std::vector<std::string> stages;  // of kStageNames
};

// Stages of a grade, in order. "compiles" comes before them.
inline constexpr const char* kStageNames[] = {"sequential", "race-free", "deadlock-free", "property",
                                              "stress"};

// The answer to a "break" exercise is a schedule of the starter that ends like this.
struct BreakTask {
  std::string scenario;
  Verdict verdict = Verdict::wrong_result;
};

struct Submission {
  Verdict verdict = Verdict::accepted;  // the folder it lies in
  std::filesystem::path file;
};

struct Exercise {
  std::filesystem::path folder;
  std::string id;
  std::string name;
  std::string title;
  std::vector<std::string> kinds;
  std::string unit;
  std::vector<std::string> concepts;
  double points = 0;
  std::vector<std::string> hints;
  ExerciseLimits limits;
  std::vector<ExerciseScenario> scenarios;
  std::optional<BreakTask> break_task;
  std::vector<Submission> submissions;  // sorted by path

  std::filesystem::path starter() const { return folder / "starter.cpp"; }
  std::filesystem::path scenarios_file() const { return folder / "scenarios.cpp"; }
  std::filesystem::path statement() const { return folder / "statement.md"; }
  std::filesystem::path failing_schedule() const { return folder / "failing.schedule"; }
  const ExerciseScenario* find_scenario(const std::string& name) const;
};

Result<Exercise> load_exercise(const std::filesystem::path& folder);

}  // namespace weft
