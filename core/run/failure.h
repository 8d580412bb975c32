// A recorded failing execution as plain data for reports: named objects, who waits for whom, the events that matter.
#pragma once

#include "check/execution.h"
#include "run/request.h"

namespace weft {

Failure describe_failure(Execution& execution, const ExecutionResult& result, const RunRequest& request);

}  // namespace weft
