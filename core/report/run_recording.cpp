#include "report/run_recording.h"

#include "report/recording_outcome.h"
#include "weft/agents.h"
#include "weft/observe.h"

namespace weft {
namespace {

constexpr std::size_t kMostEvents = 500;  // what a person may look at; some 100 kB of JSON
constexpr std::size_t kEventsPerThread = std::size_t{1} << 10;

}  // namespace

void begin_run_recording() {
  set_this_agent_name("main");
  start_recording({.events_per_thread = kEventsPerThread});
}

std::optional<Failure> end_run_recording() {
  stop_recording();
  const recording recorded = take_recording();
  if (recorded.events.empty()) return std::nullopt;
  return execution_of(recorded, kMostEvents);
}

}  // namespace weft
