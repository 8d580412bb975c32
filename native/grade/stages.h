// Scores a submission by stages that build on each other:
// compiles -> sequential sanity -> race-free -> deadlock-free -> property under all interleavings -> stress.
// Threads: pure functions; no locking.
#pragma once

#include "exercises/exercise.h"
#include "run/request.h"
#include "trace/outcome.h"

namespace weft {

// Fills stages, score and max_score of `outcome`, whose scenarios are those of `exercise` that were run.
// A stage passes when no scenario that counts for it failed in its way and all of them were run; the first
// stage that does not pass is the last one reached. Trouble of ours (internal_error) is said to be ours and
// never costs points.
void score_stages(const Exercise& exercise, Outcome& outcome);

// For Job::goes_on: later stages need earlier ones, so nothing runs after a failed sequential scenario, and
// real threads only after everything was checked.
bool grading_goes_on(const Exercise& exercise, const Outcome& outcome, const RunRequest& next);

}  // namespace weft
