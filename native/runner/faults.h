// Signals that the program under test can cause, turned into verdicts; and a watch for executions that never
// end.
#pragma once

namespace weft {

// Installs handlers for faults, for too much output, and a timer that ends an execution which makes no
// progress for `stuck_seconds`. Call once, after the execution exists.
void catch_faults(double stuck_seconds);

// In a copy of the process, which has the handlers but no timer.
void restart_timer();

}  // namespace weft
