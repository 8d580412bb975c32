// Who ran, waited or was woken when, of a recording of a real run (core/report/recording_outcome.h): there
// agents run at the same time, and each event says what becomes of one of them. Threads: pure function.
#pragma once

#include "app/views/timeline_model.h"

namespace weft::app {

// Adds the spans and the wakeups to a timeline that has its lanes and marks.
void add_recorded_turns(Timeline& timeline, const std::vector<Event>& events);

}  // namespace weft::app
