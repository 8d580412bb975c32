// Choices that reproduce one checked execution.
// Shape:   steps[i] = option picked at choice point i.
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

// Which operations are choice points. Plain memory accesses among them show what a racing program can do.
enum class Granularity : std::uint8_t {
  sync,     // atomics, locks and other synchronisation
  globals,  // plain accesses to the program's own variables too
  all,      // and to the heap: how often a library does that, each C++ library decides for itself, so that
            // such a schedule means nothing to a program built with another one
};

struct Schedule {
  static constexpr int kVersion = 1;

  std::string program;   // what was run: an exercise id or the first source file, for people
  std::string hash;      // of the program's sources and flags: replay refuses another program
  std::string scenario;  // scenario or "main"
  Granularity granularity = Granularity::sync;
  std::vector<std::string> sources;    // as given on the command line, to find the program again
  std::vector<std::string> arguments;  // compiler flags and, after "--", program arguments
  std::vector<Step> steps;

  friend bool operator==(const Schedule&, const Schedule&) = default;
};

// Compact and readable: "0x3 1 2t 1s 1:4": agent, "x" repeat count, "t" timeout, "s" spurious, ":" way.
std::string format_steps(const std::vector<Step>& steps);
Result<std::vector<Step>> parse_steps(std::string_view text);

}  // namespace weft
