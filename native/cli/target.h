// What a person names on the command line, exercise or files, as a program with scenarios to run.
// Threads: plain values; no locking. Errors: one sentence each.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/session.h"

namespace CLI {
class App;
}

namespace weft {

struct Target {
  Program program;
  std::optional<Exercise> exercise;  // none: a whole program, whose scenario is "main"
  std::vector<RunRequest> requests;
  OwnFiles own;
  std::string hash;
};

// Options that say what is to be compiled.
struct TargetOptions {
  std::vector<std::string> names;  // files, or one exercise id
  std::string exercise;            // --exercise
  std::string scenario;            // --scenario
  std::vector<std::string> includes, defines, libraries, library_folders;
  std::string standard;
};

void add_target_options(CLI::App& command, TargetOptions& options);

Result<Target> find_target(const Session& session, const TargetOptions& options);

// The target of one exercise and one submission (or the starter).
Result<Target> exercise_target(const Exercise& exercise, const std::filesystem::path& submission);

// A target of plain files, with the compiler flags of `options`.
Result<Target> program_target(const Session& session, const TargetOptions& options,
                              const std::vector<std::string>& arguments);

Job job_of(const Target& target);

}  // namespace weft
