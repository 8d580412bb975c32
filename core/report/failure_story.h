// A failing execution told to a person: its sides with their source lines, who waits for whom, the steps that
// matter with values, and how to replay it.
// Threads: pure function; no locking.
#pragma once

#include <string>

#include "report/story.h"

namespace weft {

std::string failure_story(const Failure& failure, const StoryOptions& options);

}  // namespace weft
