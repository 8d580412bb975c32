// Finds a failure again in an execution that is easier to follow: with the fewest preemptions, then in the
// fewest steps. First within 0, 1, 2, ... preemptions, depth first, which also says that fewer do not suffice
// where a bound was exhausted; then by moving the blocks of what was found together, and by leaving some out.
// The same failure is one with the same verdict.
// Threads:    one at a time.
// Complexity: bounded by executions and steps, so that what comes of it depends on neither the machine nor
//             the time; `is_late` is for programs that compute for long between two steps.
// Source:     bounds as in Musuvathi and Qadeer, PLDI 2007; what is left out as in Zeller and Hildebrandt,
//             "Simplifying and Isolating Failure-Inducing Input", TSE 28(2), 2002.
#pragma once

#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "check/execution.h"

namespace weft {

class Minimiser {
 public:
  // One execution; the result lives until the next one. `systematic`: where many like it are made, and what
  // has no end must be bounded.
  using Run = std::function<const ExecutionResult&(Strategy&, bool systematic)>;

  Minimiser(Run run, std::function<bool()> is_late) : run_(std::move(run)), is_late_(std::move(is_late)) {}

  // REQUIRES: `failed` is an interleaving that failed. Its least_preemptions say what was excluded.
  ExecutionResult minimise(ExecutionResult failed);

 private:
  using Blocks = std::vector<std::vector<Step>>;

  bool search_within(int bound);
  bool keep_if_simpler(const ExecutionResult& result, const std::vector<Step>& steps);
  void merge_blocks();
  bool improve_block(std::size_t i);
  bool try_blocks(const Blocks& blocks);
  bool is_spent() const;

  Run run_;
  std::function<bool()> is_late_;
  ExecutionResult best_;
  std::vector<Step> line_;     // all of its steps, as LinearStrategy takes them
  bool is_canonical_ = false;  // best_ was found within a bound: it does not depend on what failed first
  std::uint64_t steps_ = 0, tries_ = 0;
};

}  // namespace weft
