// Choices that reproduce one checked execution.
// Shape:   steps[i] = option picked at choice point i. Or, where only a weak memory shows it, no steps, but
//          graph[i] = operation i, each after what it reads from.
// Units:   choice points, not time.
// Threads: plain value; no locking.
// Errors:  parse_schedule() says what is malformed or which version it met.
// Source:  Musuvathi et al., "Finding and Reproducing Heisenbugs in Concurrent Programs", OSDI 2008.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "contract/ids.h"
#include "contract/result.h"

namespace weft {

// How an agent goes on when it is picked. Anything but `normal` is a bounded extra choice, counted apart.
enum class Variant : std::uint8_t {
  normal,    // the pending operation happens
  timeout,   // a timed wait gives up
  spurious,  // a condition wait or a weak compare-exchange returns for no reason
};

std::string_view to_string(Variant variant);

struct Step {
  AgentId agent;
  Variant variant = Variant::normal;
  std::uint32_t way = 0;  // where the program is given an input: which of those explored
  friend bool operator==(const Step&, const Step&) = default;
};

// An operation of an execution that no interleaving explains, and what of it is not as in an interleaving.
// Every operation counts that an execution graph has an event for, whether others could have come first or
// not.
struct GraphStep {
  enum class Detail : std::uint8_t {
    none,    // it reads what was written last, its store stands last in modification order
    reads,   // its load, or update, reads from an older write: `number` of those made so far are newer
    writes,  // its store stands before `number` of the writes made so far
    takes    // of the ways to go on it takes way `number`; they are counted from 0, which is `none`
  };
  AgentId agent;
  Detail detail = Detail::none;
  std::uint32_t number = 0;
  friend bool operator==(const GraphStep&, const GraphStep&) = default;
};

// Which operations are choice points. Plain memory accesses among them show what a racing program can do.
enum class Granularity : std::uint8_t {
  sync,     // atomics, locks and other synchronisation
  globals,  // plain accesses to the program's own variables too
  all,      // and to the heap: how often a library does that, each C++ library decides for itself, so that
            // such a schedule means nothing to a program built with another one
};

struct Schedule {
  static constexpr int kVersion = 2;
  static constexpr int kVersionWithoutGraph = 1;  // written where it suffices

  std::string program;   // what was run: an exercise id or the first source file, for people
  std::string hash;      // of the program's sources and flags: replay refuses another program
  std::string scenario;  // scenario or "main"
  Granularity granularity = Granularity::sync;
  std::vector<std::string> sources;    // as given on the command line, to find the program again
  std::vector<std::string> arguments;  // compiler flags and, after "--", program arguments
  std::vector<Step> steps;
  std::vector<GraphStep> graph;  // not empty: `steps` are, as no interleaving shows it
  std::uint64_t circle = 0;      // the last so many of the steps go on for ever; 0: it has an end

  friend bool operator==(const Schedule&, const Schedule&) = default;
};

// Compact and readable: "0x3 1 2t 1s 1:4": agent, "x" repeat count, "t" timeout, "s" spurious, ":" way.
std::string format_steps(const std::vector<Step>& steps);
Result<std::vector<Step>> parse_steps(std::string_view text);

// "0x3 1r2 2w1 1c1": agent, then "r" how many newer writes its load ignores, or "w" how many writes its store
// stands before, or "c" the way that it takes; then "x" repeat count.
std::string format_graph(const std::vector<GraphStep>& steps);
Result<std::vector<GraphStep>> parse_graph(std::string_view text);

// What the schedule is, beside the program's fingerprint: its text, for people and file names.
std::string format_choices(const Schedule& schedule);

}  // namespace weft
