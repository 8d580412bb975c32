// What happens when nothing will ever run again: by default the program says who waits for what, and ends.
//
//   weft::set_deadlock_handler([](const std::string& report) { log(report), std::_Exit(1); });
//
// Found when at one instant
//   - some scheduler has fibers or tasks, and none of any scheduler runs, can run, or blocks in the system;
//   - none of them waits with a deadline;
//   - every kernel thread that ever waited for anything of Weft's, or started a scheduler, waits for
//     something of Weft's without a deadline;
//   - the process has no other kernel threads, which might wake somebody: those of a library, or a
//     std::thread that has not waited yet. While it has, Weft looks again up to once a second.
// So what is reported is true, but for wakeups from signal handlers and other processes, which
// no function of Weft's allows. What is not found: deadlocks while something else still runs,
// and those of kernel threads alone.
//
// Threads:    any. Not found where the system does not tell how many kernel threads there are.
// Blocking:   a short lock. The handler runs on a kernel thread of Weft's.
// Errors:     what the handler throws ends the program.
// Complexity: nothing while agents run; O(agents) when all kernel threads of Weft's come to rest.
#pragma once

#include <functional>
#include <string>

namespace weft {

// Exit code of the default: what errno calls EDEADLK.
inline constexpr int deadlock_exit_code = 35;

// Gets one line an agent, those in a circle first:
// "fiber 2 'a' holds mutex 0x10 and waits for mutex 0x20, which fiber 3 'b' holds".
// Called on a kernel thread of Weft's, which must not wait for fibers; it may wake somebody, and return.
using deadlock_handler = std::function<void(const std::string& report)>;

// The default, which an empty one stands for: writes the report to stderr, flushes stdout and ends the
// process at once with deadlock_exit_code. Returns the one before.
deadlock_handler set_deadlock_handler(deadlock_handler handler);

}  // namespace weft
