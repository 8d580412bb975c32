// One repetition of a scenario on real threads, in a process of its own.
// Threads: run_repetition() runs the student's threads; tell() may be called from any of them and from signal
//          handlers, and does not allocate; tell_recording() does, and waits for short locks.
#pragma once

#include <initializer_list>
#include <string>

#include "run/request.h"

namespace weft {

// Loads the module and runs the scenario once, telling what happens through `record_fd`. Ends the process.
[[noreturn]] void run_repetition(const std::string& module, const RunRequest& request, int record_fd);

// Writes one record (repetition_record.h); text that does not fit is cut.
void tell(char kind, std::initializer_list<const char*> texts) noexcept;

// What Weft's scheduler did so far. For the program's ends that are no faults.
void tell_recording() noexcept;

// Ends the process at once: no destructors, no exit handlers, no student code.
[[noreturn]] void leave_repetition() noexcept;

}  // namespace weft
