// An Outcome told to a person: verdict, why, where, step by step, how sure, and how to see it again.
// Shape:   plain text of whole lines; column-aligned; ANSI colours only when asked for.
// Threads: pure function; no locking, no I/O: source lines come from the caller.
// Text that the student's program wrote (output, names, messages) is printed without control characters.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "trace/outcome.h"

namespace weft {

// The text of a line (counted from 1) of a source file as named in a SourceLocation; nothing when unknown.
using SourceLines = std::function<std::optional<std::string>(const std::string& file, int line)>;

struct StoryOptions {
  bool colour = false;
  std::size_t max_steps = 40;   // of the failing execution; the last ones are kept
  std::string replay;           // command that replays the failure; empty: the steps are printed instead
  bool every_scenario = false;  // tell every failure; otherwise the first one, the others in one line each
  SourceLines source;           // may be empty
};

std::string tell(const Outcome& outcome, const StoryOptions& options);

// The part of tell() about one scenario: its failing execution, histogram, output and certainty.
std::string tell_scenario(const ScenarioOutcome& scenario, const StoryOptions& options);

// One sentence: how sure the verdict is, with bounds and counts.
std::string certainty_sentence(const ScenarioOutcome& scenario);

// `text` without ANSI sequences and control characters other than newline and tab; for anything that a
// student's program or compiler may have written.
std::string clean_text(std::string_view text);

}  // namespace weft
