// What one run of the checker, or of real threads, found out. Every report and every view reads Outcomes and
// nothing else; the page and the command line print the same JSON (codec.h).
// Threads: plain values; no locking.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "trace/event.h"
#include "trace/schedule.h"
#include "trace/verdict.h"

namespace weft {

enum class Mode : std::uint8_t { checked, real };

// How sure the verdict is.
enum class Certainty : std::uint8_t {
  shown,         // a failing execution is attached (or the failure needs none: compile_error)
  verified,      // every execution within `bounds` was explored
  tested,        // ran `executions` times, no failure seen
  inconclusive,  // stopped before either
};

struct Statistics {
  std::uint64_t executions = 0;  // complete executions, the failing one included
  std::uint64_t blocked = 0;     // executions cut short because they repeat another one
  std::uint64_t steps = 0;       // choice points taken
  std::uint64_t max_steps = 0;   // in one execution
  std::uint32_t agents = 0;      // most agents in one execution
  int preemption_bound = -1;     // last bound that was exhausted; -1 = none, or no bound was used
  double seconds = 0;            // wall time of the exploration
  int delay_bound = -1;          // as preemption_bound, of delays
  int choice_bound = -1;         // as preemption_bound: how many choices were tried in all ways
  std::uint64_t excluded = 0;    // executions that an assumption of the program leaves out
  friend bool operator==(const Statistics&, const Statistics&) = default;
};

// One bar of a histogram: what the program observed (or how it ended), how often, how long it took.
struct Observation {
  std::string value;
  std::uint64_t count = 0;
  bool failed = false;
  double seconds = 0;  // total over `count` runs; 0 in checked mode
  friend bool operator==(const Observation&, const Observation&) = default;
};

struct AgentInfo {
  AgentId id;
  std::string name;      // "main", "thread 1", ...
  std::string state;     // at the end: finished, runnable, blocked
  std::string waits_on;  // object name when blocked
  ObjectId waits_object;
  std::vector<std::string> holds;  // names of locks it holds
  friend bool operator==(const AgentInfo&, const AgentInfo&) = default;
};

// One edge of the wait-for graph: `waiter` wants `object`, which `holder` has (none: a notification nobody
// will send).
struct WaitEdge {
  AgentId waiter;
  AgentId holder;
  ObjectId object;
  std::string name;
  std::uint32_t wait_event = 0;  // index of the event at which it waits
  std::uint32_t hold_event = 0;  // index of the event that took the object; meaningless without a holder
  friend bool operator==(const WaitEdge&, const WaitEdge&) = default;
};

// An access that is as in no interleaving: a load (or update) that read an older store than the newest one,
// or a store that counts as older than one that was there before. All by indices of events.
struct WeakAccess {
  std::uint32_t event = 0;
  std::optional<std::uint32_t> older;  // of a load: the store that it read; none: what was there at first
  std::uint32_t newer = 0;             // the newest store when it happened: nothing orders that before it
  // By which its thread could know of `newer`, and does not, since the two do not synchronise: this store was
  // made after `newer`, and this load read it before. None: nothing told the thread of `newer`.
  std::optional<std::uint32_t> through_store, through_load;
  friend bool operator==(const WeakAccess&, const WeakAccess&) = default;
};

// One of the ways in which an execution that stopped at a choice can go on.
struct Choice {
  AgentId agent;
  Variant variant = Variant::normal;
  bool preempts = false;  // the agent that was picked last could go on too
  Event event;            // what the agent would do next; `before` and `after` of memory are not known yet
  std::uint32_t way = 0;  // as in Step
  friend bool operator==(const Choice&, const Choice&) = default;
};

// A failing execution, replayed with sources and values; of a person who chooses, the execution so far; of a
// recording of a real run, what Weft's scheduler did.
struct Failure {
  Schedule schedule;
  std::vector<AgentInfo> agents;
  std::vector<Event> events;
  std::vector<std::uint32_t> sides;  // indices of the events that matter: both accesses of a race, the last
                                     // operation of each agent in a deadlock, the failed expectation
  std::vector<WaitEdge> waits;       // deadlocks: every blocked agent; cycle first
  bool cycle = false;                // the first edges of `waits` close a cycle
  int preemptions = 0;
  bool weak_memory = false;               // no interleaving shows it, and the schedule is one of a graph
  std::vector<WeakAccess> weak_accesses;  // why it is none
  std::uint64_t left_out = 0;             // of recordings: events before the first of these
  int least_preemptions = -1;             // no failure with this verdict has fewer of them; -1: nobody looked
  friend bool operator==(const Failure&, const Failure&) = default;
};

struct ScenarioOutcome {
  std::string name;
  Mode mode = Mode::checked;
  Verdict verdict = Verdict::inconclusive;
  std::string message;  // one sentence: why
  Certainty certainty = Certainty::inconclusive;
  std::string bounds;  // under which `verified` holds, or at which the search stopped; for people
  Statistics statistics;
  std::optional<Failure> failure;
  // What Weft's scheduler did in the failing (or last) repetition of a real run; none where the program has
  // neither fibers nor tasks. Says what happened, not why: a verdict has no part in it.
  std::optional<Failure> recording;
  std::vector<Choice> choices;  // who can go on; empty unless the execution stopped at a choice
  std::vector<Observation> histogram;
  std::string output;                   // stdout and stderr of the failing (or last) execution
  std::vector<std::string> unmodelled;  // calls that ran for real, unseen by the checker
  friend bool operator==(const ScenarioOutcome&, const ScenarioOutcome&) = default;
};

struct Diagnostic {
  std::string severity;  // error, warning, note
  SourceLocation where;
  std::string message;
  friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

// One stage of a grade: compiles -> ... -> stress on real threads.
struct Stage {
  std::string name;
  bool passed = false;
  bool reached = false;  // false: an earlier stage failed
  double points = 0;
  double max_points = 0;
  std::string message;
  friend bool operator==(const Stage&, const Stage&) = default;
};

struct Outcome {
  static constexpr int kVersion = 2;
  static constexpr int kVersionWithoutRecordings = 1;  // written where it suffices

  Verdict verdict = Verdict::inconclusive;
  std::string message;
  Certainty certainty = Certainty::inconclusive;
  std::string program;  // exercise id or first source file
  std::vector<ScenarioOutcome> scenarios;
  std::vector<Diagnostic> diagnostics;
  std::vector<Stage> stages;  // grades only
  double score = 0;           // grades only: sum of points
  double max_score = 0;
  double seconds = 0;  // wall time of everything, compile included
  friend bool operator==(const Outcome&, const Outcome&) = default;
};

// What people call an agent that has no other name: "main", "thread 1".
std::string agent_name(AgentId id);

std::string_view to_string(Mode mode);
std::string_view to_string(Certainty certainty);
std::string_view to_string(Granularity granularity);

// Sets verdict, message and certainty of `outcome` from its scenarios: the first failing scenario decides;
// accepted only when all are; the weakest certainty wins.
void summarise(Outcome& outcome);

}  // namespace weft
