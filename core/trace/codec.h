// Outcomes and schedules as JSON: what `--json` prints, what the page reads, what a .schedule file holds.
// Shape:   field names are the C++ members, enums are their words, absent ids are null, steps are the compact
//          text of format_steps() and format_graph(). Top level carries the version: "weft" in outcomes,
//          "weft_schedule" in schedules.
// Threads: pure functions; no locking.
// Errors:  parse_*() name the first field that is missing or wrong by its path
// ("scenarios[0].failure.events[3].op").
//          Nothing throws; bytes that are not UTF-8 are encoded as U+FFFD.
#pragma once

#include <string>
#include <string_view>

#include "contract/result.h"
#include "trace/outcome.h"
#include "trace/schedule.h"

namespace weft {

std::string encode_outcome(const Outcome& outcome);
Result<Outcome> parse_outcome(std::string_view json);

std::string encode_scenario(const ScenarioOutcome& scenario);
Result<ScenarioOutcome> parse_scenario(std::string_view json);

std::string encode_execution(const Failure& execution);
Result<Failure> parse_execution(std::string_view json);

std::string encode_schedule(const Schedule& schedule);
Result<Schedule> parse_schedule(std::string_view json);

}  // namespace weft
