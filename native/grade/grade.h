// Grades one answer to an exercise: a source file, or for kind "break" a schedule of the starter.
// Threads: call from one thread; starts compilers and runners.
// Errors:  as run_job().
#pragma once

#include <filesystem>

#include "grade/job.h"

namespace weft {

// Checks every scenario, runs the real ones when all is well, and scores by stages.
Result<Outcome> grade_submission(const Workshop& workshop, const Exercise& exercise,
                                 const std::filesystem::path& submission);

// Whether replaying a schedule of the starter ended as the exercise asks: makes the verdict accepted (with
// all points), or wrong_result (with none).
void judge_break(const Exercise& exercise, Outcome& outcome);

}  // namespace weft
