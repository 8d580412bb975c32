// Explores a program's executions until it finds a failure, has seen them all, or the budget is spent; then
// finds the failure again with as few preemptions as it can, and records it. Threads: as Execution.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "check/crew.h"
#include "check/execution.h"
#include "check/shard.h"
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
  // Graphs only: the search is divided into parts, which `jobs` processes explore; 0 = not divided. What
  // comes of it does not depend on how many they are. `executions` is then for each part.
  int jobs = 0;
  Shard shard;                   // the share of the parts that is explored here
  std::vector<GraphStep> graph;  // replay: not empty: instead of `schedule`
  std::size_t circle = 0;        // replay: the last steps of `schedule` that go on for ever
  bool draws_graphs = false;     // random: execution graphs of `memory` instead of interleavings
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
  std::size_t unused_steps = 0;  // choose, graph: the execution ended before these last steps of the schedule
};

class Explorer {
 public:
  using Body = void* (*)(void*);
  // Called now and then with what was done so far; for progress bars.
  using Progress = std::function<void(const Statistics&)>;

  Explorer(Execution& execution, OutputCapture& output, Body body, void* argument);
  void on_progress(Progress progress) { progress_ = std::move(progress); }
  // Who explores parts beside this process. Must outlive the explorer.
  void share_with(Crew& crew) { crew_ = &crew; }

  Exploration explore(const ExplorerOptions& options);

 private:
  struct Limits {
    double until = 0;              // seconds since the start; <= 0: none
    std::uint64_t executions = 0;  // in all, 0 = none
  };
  enum class Ending {
    failed,
    exhausted,
    hit_bound,
    out_of_budget,
    nondeterministic,
    found_loops,          // that wait, so that all executions before are in vain
    needs_interleavings,  // a loop may wait, and nobody can tell, or there are atomic sections: no graphs
    misfit                // of a schedule
  };

  void search_by_plan();
  Ending search(Strategy& strategy, Limits limits);
  Ending search_graphs(Limits limits);
  bool is_divided() const;
  Ending search_whole(Limits limits);
  Ending give_up_graphs(const Statistics& before);
  void add(const Statistics& more);
  Ending explore_graphs(GraphDriver& driver, Limits limits, const std::function<bool()>& is_moot);
  std::optional<Ending> explore_graph(GraphDriver& driver);
  void start_over(GraphDriver& driver);
  bool uses_graphs() const;
  bool note_explored(const ExecutionResult& result, GraphDriver& driver);
  bool note_failure(ExecutionResult result, GraphDriver& driver);
  void keep_weak(ExecutionResult result, const GraphDriver& driver);
  ExecutionResult follow_graph(GraphDriver& driver, const std::vector<GraphStep>& steps, bool record);
  bool goes_on_along(const GraphDriver& driver);
  Ending replay_graph();
  void record_weak();
  void simplify_weak();
  std::string who_gets_on();
  bool is_interleaving(const ExecutionResult& result, const GraphDriver& driver);
  void keep_if_simpler(const ExecutionResult& result, const GraphDriver& driver);
  void be_systematic();
  void be_random();
  bool conclude_without_all_inputs();
  Ending search_exhaustively();
  // The plan (explorer_plan.cpp).
  Ending follow_plan();
  Ending search_automatically();
  Ending search_weak_memory();
  Ending search_everything();
  Ending search_within(SearchBounds bounds, Limits limits);
  Ending search_iteratively(int SearchBounds::*counted, int last, Limits limits);
  Ending search_at_random(Strategy& strategy);
  // Graphs that are drawn, one after another: explorer_walk.cpp.
  struct Walks {
    explicit Walks(const ExplorerOptions& options) : driver(options.memory), random(options.seed) {}
    GraphDriver driver;
    RandomNumbers random;
  };
  Ending search_at_random();
  Ending search_walks(Walks& walks, Limits limits);
  bool draws_weak_graphs() const;
  using Strategies = std::vector<std::unique_ptr<Strategy>>;
  Strategies strategies_that_draw() const;
  Ending search_in_turns(const Strategies& strategies, std::uint64_t rounds);
  Ending search_replay();
  Ending search_in_step(Limits limits);
  Limits until_share(double share) const;
  bool is_all_spent() const;
  std::string describe_reached() const;

  const ExecutionResult& run_again(std::vector<Step> schedule);
  void note(const ExecutionResult& result);
  void follow_person();
  void conclude_chosen(const ExecutionResult& result, std::span<const Step> left_over);
  void take_histogram();
  void simplify();
  void record_failure();
  void keep_recorded(ExecutionResult recorded);
  void conclude(Ending ending);
  std::string describe_bounds() const;

  // The search in parts: explorer_parts.cpp.
  struct PartReport;
  struct Piece;
  using Pieces = std::list<Piece>;
  Ending search_parts(Limits limits);
  Ending divide(GraphDriver& driver, Limits limits, Pieces& pieces);
  static void drop_after(Pieces::iterator last, Pieces& pieces, std::deque<Pieces::iterator>& open);
  void keep_share(Pieces& pieces);
  Ending explore_parts(GraphDriver& driver, const Pieces& pieces, Limits limits);
  PartReport explore_part(GraphDriver driver, const GraphDriver::Part& part, Limits limits,
                          const std::function<bool()>& is_moot);
  Ending put_together(GraphDriver& driver, const Pieces& pieces, const std::vector<std::string>& reports,
                      Ending ending);
  PartReport take_totals();
  void add(const PartReport& report);
  bool conclude_share(Ending ending);

  double elapsed() const;
  bool spent(const Limits& limits) const;
  Limits whole_budget() const { return {options_.seconds, options_.executions}; }

  Execution& execution_;
  OutputCapture& output_;
  Body body_;
  void* argument_;
  Progress progress_;
  Crew* crew_ = nullptr;

  ExplorerOptions options_;
  Exploration found_;
  std::optional<ExecutionResult> failure_;
  std::map<std::pair<std::string, bool>, std::uint64_t> histogram_;
  bool hit_timeouts_ = false, hit_steps_ = false, assumed_spin_ = false;
  bool searched_graphs_ = false;
  bool sampled_ = false, hit_inputs_ = false;  // not every input was tried
  bool assumed_by_abort_ = false;
  std::unique_ptr<Walks> walks_;  // automatic: null where graphs are not drawn
  std::string difference_;        // nondeterministic: what is not as it was
  double started_ = 0;
};

}  // namespace weft
