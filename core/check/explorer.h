// Explores a program's executions until it finds a failure, has seen them all, or the budget is spent; then
// finds the failure again with as few preemptions as it can, and records it. Threads: as Execution.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>

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
  enum class Plan : std::uint8_t { automatic, exhaustive, random, replay, choose };
  Plan plan = Plan::automatic;
  bool sleep_sets = true;
  bool graphs = false;  // everything by the graph search, where only synchronisation is a choice point
  graph::MemoryModel memory = graph::MemoryModel::rc11;
  int preemption_bound = -1;  // exhaustive only; -1 = none
  std::uint64_t seed = 1;
  double seconds = 10;           // <= 0: no limit
  std::uint64_t executions = 0;  // 0: no limit
  bool keep_going = false;
  std::vector<Step> schedule;  // replay, choose
  ExecutionSettings settings;
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
  enum class Ending { failed, exhausted, hit_bound, out_of_budget, nondeterministic };

  void search_by_plan();
  Ending search(Strategy& strategy, Limits limits);
  Ending search_graphs(Limits limits);
  void start_over(GraphDriver& driver);
  bool uses_graphs() const;
  bool note_failure(ExecutionResult result, GraphDriver& driver);
  void keep_weak(GraphDriver& driver);
  Ending search_interleavings_instead(Limits limits);
  void be_systematic();
  bool conclude_without_all_inputs();
  Ending search_automatically();
  Ending search_exhaustively();
  Ending search_at_random();
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
  bool sampled_ = false, hit_inputs_ = false;  // not every input was tried
  bool assumed_by_abort_ = false;
  std::string difference_;  // nondeterministic: what is not as it was
  double started_ = 0;
};

}  // namespace weft
