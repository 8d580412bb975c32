// What the subcommands share: global options, the tools, and how results and complaints are printed.
// Threads: one.
#pragma once

#include <string>
#include <vector>

#include "cli/exit_code.h"
#include "exercises/catalog.h"
#include "grade/job.h"
#include "report/story.h"

namespace weft {

struct Session {
  std::string exercises_folder;                // --exercises
  std::string compiler;                        // --compiler
  bool json = false;                           // --json
  std::vector<std::string> program_arguments;  // what followed "--"
  int exit_code = kAccepted;

  // One line on standard error, "weft: ..."; sets the exit code.
  void complain(const std::string& message, ExitCode code = kBadInput);

  Result<Catalog> catalog() const { return Catalog::open(exercises_folder); }

  // Complains and returns nothing when there is no compiler.
  std::optional<Workshop> workshop();

  // Prints as JSON or as a story; sets the exit code by the verdict. `replay`: the command that shows the
  // failure again.
  void report(const Outcome& outcome, const OwnFiles& own, const std::string& replay);
};

ExitCode exit_code_of(Verdict verdict);

// Whether standard output is a terminal that wants colours (NO_COLOR, TERM=dumb).
bool colour_wanted();

// How stories find source lines: `own` maps files to the names that they carry in stories.
SourceLines source_lines(const OwnFiles& own);

// The folder that holds weft/exercise.h; empty when it is lost.
std::filesystem::path include_folder();

}  // namespace weft
