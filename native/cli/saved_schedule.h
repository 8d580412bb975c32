// Schedules as files: written with paths that are found again from where the file lies, read back as a
// program. Threads: plain functions; no locking.
#pragma once

#include <filesystem>
#include <string>

#include "cli/session.h"
#include "cli/target.h"

namespace weft {

// The failing schedule of an outcome; null when it has none.
const Schedule* failing_schedule(const Outcome& outcome);

// Writes the outcome's failing schedule to `file`, or into the cache when `file` is empty. Returns the
// command that replays it; empty when nothing failed.
Result<std::string> save_schedule(const Outcome& outcome, const std::filesystem::path& file);

// Writes `schedule` so that it finds its program again from where `file` lies.
Status write_schedule(const Schedule& schedule, const std::filesystem::path& file);

Result<Schedule> read_schedule(const std::filesystem::path& file);

// The program that a schedule in `file` is for: `sources` when given, else those it names. Refuses another
// program than the one it was made with.
Result<Target> target_of_schedule(const Session& session, const Schedule& schedule,
                                  const std::filesystem::path& file, const std::vector<std::string>& sources);

// Makes the target's only request the replay of `schedule`.
void replay(Target& target, const Schedule& schedule);

}  // namespace weft
