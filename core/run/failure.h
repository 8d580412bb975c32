// A recorded failing execution as plain data for reports: named objects, who waits for whom, the events that
// matter.
#pragma once

#include "check/execution.h"
#include "run/request.h"

namespace weft {

Failure describe_failure(Execution& execution, const ExecutionResult& result, const RunRequest& request);

// How the execution could have gone on where it stopped.
std::vector<Choice> describe_choices(Execution& execution, const ExecutionResult& result);

// Who waits for what, in one sentence: the circle, or, without one, everybody who waits,
// and the notification that came too early.
std::string deadlock_message(Execution& execution, const Failure& failure);

}  // namespace weft
