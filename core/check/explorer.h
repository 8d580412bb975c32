// Explores a program's executions until it finds a failure, has seen them all, or the budget is spent; then
// finds the failure again with as few preemptions as it can, and records it. Threads: as Execution.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "check/execution.h"
#include "trace/outcome.h"

namespace weft {

// Standard output of the program, kept for the failing execution only.
class OutputCapture {
 public:
  virtual ~OutputCapture() = default;
  virtual void discard() = 0;
  virtual std::string take() = 0;
};

struct ExplorerOptions {
  // preemptions, delays: within 0, 1, 2, ... of them. The last four draw their choices (randomised.h).
  enum class Plan : std::uint8_t {
    automatic,
    exhaustive,
    replay,
    choose,
    preemptions,
    delays,
    random,
    pct,
    pos,
    surw,
  };
  Plan plan = Plan::automatic;
  bool sleep_sets = true;
  bool graphs = false;  // everything by the graph search, where only synchronisation is a choice point
  graph::MemoryModel memory = graph::MemoryModel::rc11;
  int preemption_bound = -1;  // exhaustive, preemptions; -1 = none
  std::uint64_t seed = 1;
  double seconds = 10;           // <= 0: no limit
  std::uint64_t executions = 0;  // 0: no limit
  bool keep_going = false;
  std::vector<Step> schedule;  // replay, choose
  ExecutionSettings settings;
  int delay_bound = -1;   // exhaustive, delays
  int choice_bound = -1;  // exhaustive: only so many choices are varied
  int depth = 3;          // pct, automatic
};

struct Exploration {
  Verdict verdict = Verdict::inconclusive;
  std::string message;
  Certainty certainty = Certainty::inconclusive;
  std::string bounds;
  Statistics statistics;
  std::vector<Observation> histogram;
  // Recorded: the events are in the execution's recorder. With Plan::choose the execution whether it failed
  // or not.
  std::optional<ExecutionResult> failure;
  std::string output;
  bool replay_diverged = false;
  std::size_t unused_steps = 0;  // choose: the execution ended before these last steps of the schedule
};

class Explorer {
 public:
  using Body = void* (*)(void*);
  // Called now and then with what was done so far; for progress bars.
  using Progress = std::function<void(const Statistics&)>;

  Explorer(Execution& execution, OutputCapture& output, Body body, void* argument);
  void on_progress(Progress progress) { progress_ = std::move(progress); }

  Exploration explore(const ExplorerOptions& options);

 private:
  struct Limits {
    double until = 0;              // seconds since the start; <= 0: none
    std::uint64_t executions = 0;  // in all, 0 = none
  };
  enum class Ending { failed, exhausted, hit_bound, out_of_budget, nondeterministic, unknown_loop };

  void search_by_plan();
  Ending search(Strategy& strategy, Limits limits);
  Ending search_graphs(Limits limits);
  void start_over(GraphDriver& driver, const Statistics& before);
  Ending give_up_graphs(const Statistics& before);
  void count_graphs_only(const Statistics& before);
  bool uses_graphs() const;
  bool note_failure(ExecutionResult result, GraphDriver& driver);
  void keep_weak(GraphDriver& driver);
  Ending search_exhaustively();
  // The plan (explorer_plan.cpp).
  Ending follow_plan();
  Ending search_automatically();
  Ending search_weak_memory();
  Ending search_everything();
  Ending search_within(SearchBounds bounds, Limits limits);
  Ending search_iteratively(int SearchBounds::*counted, int last, Limits limits);
  Ending search_at_random(Strategy& strategy);
  using Strategies = std::vector<std::unique_ptr<Strategy>>;
  Strategies strategies_that_draw() const;
  Ending search_in_turns(const Strategies& strategies, std::uint64_t turns);
  Ending search_replay();
  Limits until_share(double share) const;
  bool is_all_spent() const;
  std::string describe_reached() const;

  void note(const ExecutionResult& result);
  void follow_person();
  void conclude_chosen(const ExecutionResult& result, std::span<const Step> left_over);
  void take_histogram();
  void simplify();
  void record_failure();
  void conclude(Ending ending);
  std::string describe_bounds() const;
  double elapsed() const;
  bool spent(const Limits& limits) const;
  Limits whole_budget() const { return {options_.seconds, options_.executions}; }

  Execution& execution_;
  OutputCapture& output_;
  Body body_;
  void* argument_;
  Progress progress_;

  ExplorerOptions options_;
  Exploration found_;
  std::optional<ExecutionResult> failure_;
  std::map<std::pair<std::string, bool>, std::uint64_t> histogram_;
  bool hit_timeouts_ = false, hit_steps_ = false, assumed_spin_ = false;
  bool searched_graphs_ = false;
  double started_ = 0;
};

}  // namespace weft
