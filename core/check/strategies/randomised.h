// Strategies that draw their choices: one execution after another, without an end.
// Threads: one at a time. A seed gives the same executions of the same program every time; different seeds
// give different ones. A thread that may wake up for no reason, or give up waiting, may do so as an option
// beside its normal one (`Variant`): to these strategies such an end of a wait is a thread of its own.
#pragma once

#include <cstdint>
#include <memory>

#include "check/strategy.h"

namespace weft {

// Uniform over the options at each choice point.
std::unique_ptr<Strategy> random_strategy(std::uint64_t seed);

// Probabilistic concurrency testing: threads have random priorities, the highest that can go on does, and at
// depth - 1 random choice points the thread that would go on becomes one of the lowest. A bug that takes
// `depth` ordering constraints is found by one execution with a probability of at least
// 1 / (threads * choices^(depth-1)). How many choices there are is known from the executions so far.
// REQUIRES: depth >= 1.
// Source: Burckhardt, Kothari, Musuvathi and Nagarakatte, "A Randomized Scheduler with Probabilistic
// Guarantees of Finding Bugs", ASPLOS 2010.
std::unique_ptr<Strategy> pct_strategy(std::uint64_t seed, int depth);

// Partial order sampling: every operation that comes next has a random priority, the highest happens, and
// those that it was in a race with draw another one. Orders of independent operations use up nothing.
// Source: Yuan, Yang and Gu, "Partial Order Aware Concurrency Sampling", CAV 2018.
std::unique_ptr<Strategy> partial_order_strategy(std::uint64_t seed);

// Selectively uniform: each execution looks at some objects that several threads use, drawn anew, and makes
// the interleavings of the operations on them equally likely: the thread that comes next there is drawn in
// proportion to how many such operations it has left. How many that will be is known from the executions so
// far; the first is a random walk. What else there is to do is walked through at random.
// Source: Zhao, Wolff, Mathur and Roychoudhury, "Selectively Uniform Concurrency Testing", ASPLOS 2025.
std::unique_ptr<Strategy> selectively_uniform_strategy(std::uint64_t seed);

// Everybody takes turns, so that who gives way to each other does so in step: after some picks at random,
// each agent takes one to three steps in each round, the same number in all rounds. One execution after
// another; the first draws nothing, and everybody takes one step a round. For executions that watch for
// circles.
std::unique_ptr<Strategy> in_step_strategy(std::uint64_t seed);

}  // namespace weft
