// A person steps through a program: standard input says at each choice who goes on.
//   Enter  the marked step           1x3  three steps of thread 1         b  back to before the last answer
//   1      thread 1 goes on          1+   thread 1 up to its next line    q  quit          ?  help
// Every answer runs the program again from its start, so that going back costs nothing.
// Threads: one. Errors: an answer that makes no sense is told in a line, and asked for again.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "cli/session.h"
#include "cli/target.h"

namespace weft {

struct Walk {
  Target target;                // its first request is walked through
  std::vector<Step> saved;      // what Enter takes, as long as the person keeps to it
  bool must_fail = false;       // only a failure is an end: the person goes back from others
  std::optional<Verdict> goal;  // which failure; none: any
  std::filesystem::path file;   // takes the schedule at the end; empty: nothing does
  std::string next;             // what to do with that file, for the person
};

// Exit code: 0 when the goal was reached; without one, by the verdict; 2 when the person stopped before the
// end.
void step_through(Session& session, const Workshop& workshop, const Walk& walk);

}  // namespace weft
