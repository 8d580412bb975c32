// What a runner is asked to do with a loaded module. The command line and the page send the same JSON.
// Threads: plain value; no locking.
// Errors:  parse_request() says which field is wrong.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "check/shard.h"
#include "contract/result.h"
#include "trace/outcome.h"
#include "trace/schedule.h"

namespace weft {

enum class StrategyKind : std::uint8_t {
  automatic,    // few preemptions, some draws (pct, pos, surw, random), everything, then draws to the end
  exhaustive,   // depth first; within `preemption_bound`, `delay_bound`, `choice_bound` where they are given
  random,       // uniform at each choice
  replay,       // `schedule`
  choose,       // `schedule`, then stop where somebody has to choose
  preemptions,  // everything with 0, 1, 2, ... preemptions, at most `preemption_bound`
  delays,       // everything with 0, 1, 2, ... delays, at most `delay_bound`
  pct,          // random priorities that change `depth` - 1 times
  pos,          // partial order sampling
  surw,         // selectively uniform
};

// What of the executions that differ in nothing that matters is explored.
enum class Reduction : std::uint8_t {
  none,        // every interleaving
  sleep_sets,  // one complete execution per Mazurkiewicz trace, and some that are cut short
  graphs  // one execution per execution graph of `memory`; only where synchronisation alone is a choice point
};
enum class Memory : std::uint8_t { sc, rc11 };

struct Budget {
  double seconds = 10;                         // wall time of the exploration; <= 0 = none
  std::uint64_t executions = 0;                // 0 = no limit
  std::uint64_t steps_per_execution = 20'000;  // choice points; beyond: livelock or time_limit
  std::uint64_t memory_bytes = 256u << 20;     // heap of one execution
  std::uint64_t output_bytes = 1u << 20;       // stdout and stderr of one execution
};

struct RunRequest {
  Mode mode = Mode::checked;
  std::string scenario = "main";  // "main" runs the program's own main(argc, argv)
  std::vector<std::string> arguments;
  StrategyKind strategy = StrategyKind::automatic;
  Reduction reduction = Reduction::graphs;
  Memory memory = Memory::rc11;  // of graphs; what else is explored is sequentially consistent
  int preemption_bound = -1;     // of exhaustive and preemptions; -1 = none
  std::uint64_t seed = 1;
  Granularity granularity = Granularity::sync;
  bool races_fail = true;   // false: a data race is not a failure (the question is what it leads to)
  bool keep_going = false;  // count failures in the histogram instead of stopping at the first
  Budget budget;
  std::uint64_t repetitions = 100;  // real mode: runs of the scenario
  std::optional<Schedule> schedule;
  int delay_bound = -1;   // of exhaustive and delays; -1 = none
  int choice_bound = -1;  // of exhaustive: only so many choices, the first, are tried in all ways; -1 = all
  int depth = 3;          // of pct: ordering constraints that a bug takes; at least 1
  int jobs = 0;           // processes that share a search of graphs; 0 = it is not divided
  Shard shard;            // of a search of graphs
  bool draws_graphs = false;  // random: execution graphs of `memory` instead of interleavings
};

std::string encode_request(const RunRequest& request);
Result<RunRequest> parse_request(std::string_view json);

}  // namespace weft
