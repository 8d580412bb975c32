// What a person who steps through a program sees: what has just happened, the values, and who can go on.
// Threads: pure functions; no locking.
#pragma once

#include <cstdint>
#include <string>

#include "report/story.h"
#include "trace/outcome.h"

namespace weft {

// Events after `step`; the last ones when there are many.
std::string events_text(const Failure& failure, std::uint64_t step, const StoryOptions& options);

// "money = 50, open = 1": the global variables that were used so far.
std::string values_text(const Failure& failure);

// A line for each choice; the one that Enter takes is marked.
std::string choices_text(const ScenarioOutcome& at, const Step& preferred, const StoryOptions& options);

}  // namespace weft
