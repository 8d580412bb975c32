#include "run/request.h"

#include "trace/json_fields.h"

namespace weft {

std::string_view to_string(StrategyKind kind) {
  constexpr std::string_view kWords[] = {"automatic",   "exhaustive", "random", "replay", "choose",
                                         "preemptions", "delays",     "pct",    "pos",    "surw"};
  return kWords[static_cast<int>(kind)];
}

std::string_view to_string(Reduction reduction) {
  constexpr std::string_view kWords[] = {"none", "sleep_sets", "graphs"};
  return kWords[static_cast<int>(reduction)];
}

std::string_view to_string(Memory memory) {
  constexpr std::string_view kWords[] = {"sc", "rc11"};
  return kWords[static_cast<int>(memory)];
}

template <>
inline constexpr int kWordCount<StrategyKind> = 10;
template <>
inline constexpr int kWordCount<Reduction> = 3;
template <>
inline constexpr int kWordCount<Memory> = 2;

template <class V>
void fields(V& v, Field<V, Budget>& b) {
  v("seconds", b.seconds);
  v("executions", b.executions);
  v("steps_per_execution", b.steps_per_execution);
  v("memory_bytes", b.memory_bytes);
  v("output_bytes", b.output_bytes);
}

template <class V>
void fields(V& v, Field<V, Shard>& s) {
  v("number", s.number);
  v("of", s.of);
}

template <class V>
void fields(V& v, Field<V, RunRequest>& r) {
  v("mode", r.mode);
  v("scenario", r.scenario);
  v("arguments", r.arguments);
  v("strategy", r.strategy);
  v("reduction", r.reduction);
  v("memory", r.memory);
  v("preemption_bound", r.preemption_bound);
  v("seed", r.seed);
  v("granularity", r.granularity);
  v("races_fail", r.races_fail);
  v("keep_going", r.keep_going);
  v("budget", r.budget);
  v("repetitions", r.repetitions);
  v("schedule", r.schedule);
  v("delay_bound", r.delay_bound);
  v("choice_bound", r.choice_bound);
  v("depth", r.depth);
  v("jobs", r.jobs);
  v("shard", r.shard);
  v("draws_graphs", r.draws_graphs);
}

std::string encode_request(const RunRequest& request) { return dump(fields_of(request)); }

Result<RunRequest> parse_request(std::string_view text) {
  const Result<Json> json = parse_object(text, "request");
  if (!json) return Error{json.error()};
  Result<RunRequest> request = parse_fields<RunRequest>(json.value(), "request");
  if (!request) return request;
  if (request.value().depth < 1) return Error{"request: field depth must be at least 1"};
  const Shard& shard = request.value().shard;
  if (shard.number < 1 || shard.number > shard.of) return Error{"request: there is no " + shard.name()};
  const StrategyKind strategy = request.value().strategy;
  if (strategy == StrategyKind::choose && request.value().schedule &&
      !request.value().schedule->graph.empty())
    return Error{"request: nobody chooses along field schedule.graph: strategy replay shows it"};
  if (request.value().schedule) return request;
  if (strategy == StrategyKind::replay || strategy == StrategyKind::choose)
    return Error{"request: field schedule is missing, which strategy " + std::string(to_string(strategy)) +
                 " needs"};
  return request;
}

}  // namespace weft
