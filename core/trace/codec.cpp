#include "trace/codec.h"

#include <algorithm>

#include "trace/json_fields.h"

namespace weft {

template <class V>
void fields(V& v, Field<V, SourceLocation>& w) {
  v("file", w.file);
  v("line", w.line);
  v("column", w.column);
  v("function", w.function);
}

template <class V>
void fields(V& v, Field<V, Event>& e) {
  v("step", e.step);
  v("agent", e.agent, required);
  v("op", e.op, required);
  v("object", e.object);
  v("name", e.name);
  v("address", e.address);
  v("bytes", e.bytes);
  v("before", e.before);
  v("after", e.after);
  v("blocked", e.blocked);
  v("blocked_since", e.blocked_since);
  v("failed", e.failed);
  v("uninitialised", e.uninitialised);
  v("text", e.text);
  v("frames", e.frames);
  v("where", e.where);
  v("at", e.at);
  v("thread", e.thread);
  v("processor", e.processor);
}

template <class V>
void fields(V& v, Field<V, Statistics>& s) {
  v("executions", s.executions);
  v("blocked", s.blocked);
  v("steps", s.steps);
  v("max_steps", s.max_steps);
  v("agents", s.agents);
  v("preemption_bound", s.preemption_bound);
  v("seconds", s.seconds);
  v("delay_bound", s.delay_bound);
  v("choice_bound", s.choice_bound);
  v("excluded", s.excluded);
}

template <class V>
void fields(V& v, Field<V, Observation>& o) {
  v("value", o.value, required);
  v("count", o.count, required);
  v("failed", o.failed);
  v("seconds", o.seconds);
}

template <class V>
void fields(V& v, Field<V, AgentInfo>& a) {
  v("id", a.id, required);
  v("name", a.name);
  v("state", a.state);
  v("waits_on", a.waits_on);
  v("waits_object", a.waits_object);
  v("holds", a.holds);
}

template <class V>
void fields(V& v, Field<V, WaitEdge>& w) {
  v("waiter", w.waiter, required);
  v("holder", w.holder);
  v("object", w.object);
  v("name", w.name);
  v("wait_event", w.wait_event);
  v("hold_event", w.hold_event);
}

template <class V>
void fields(V& v, Field<V, WeakAccess>& a) {
  v("event", a.event, required);
  v("older", a.older);
  v("newer", a.newer, required);
  v("through_store", a.through_store);
  v("through_load", a.through_load);
}

template <class V>
void fields(V& v, Field<V, Failure>& f) {
  v("schedule", f.schedule, required);
  v("agents", f.agents);
  v("events", f.events, required);
  v("sides", f.sides);
  v("waits", f.waits);
  v("cycle", f.cycle);
  v("preemptions", f.preemptions);
  v("weak_memory", f.weak_memory);
  if (!V::kWrites || !f.weak_accesses.empty()) v("weak_accesses", f.weak_accesses);
  v("left_out", f.left_out);
  if (!V::kWrites || f.least_preemptions >= 0) v("least_preemptions", f.least_preemptions);
}

template <class V>
void fields(V& v, Field<V, Choice>& c) {
  v("agent", c.agent, required);
  v("variant", c.variant);
  v("preempts", c.preempts);
  v("event", c.event, required);
  v("way", c.way);
}

template <class V>
void fields(V& v, Field<V, ScenarioOutcome>& s) {
  v("name", s.name, required);
  v("mode", s.mode);
  v("verdict", s.verdict, required);
  v("message", s.message);
  v("certainty", s.certainty);
  v("bounds", s.bounds);
  v("statistics", s.statistics);
  v("failure", s.failure);
  v("recording", s.recording);
  v("choices", s.choices);
  v("histogram", s.histogram);
  v("output", s.output);
  v("unmodelled", s.unmodelled);
}

template <class V>
void fields(V& v, Field<V, Diagnostic>& d) {
  v("severity", d.severity);
  v("where", d.where);
  v("message", d.message, required);
}

template <class V>
void fields(V& v, Field<V, Stage>& s) {
  v("name", s.name, required);
  v("passed", s.passed);
  v("reached", s.reached);
  v("points", s.points);
  v("max_points", s.max_points);
  v("message", s.message);
}

template <class V>
void fields(V& v, Field<V, Outcome>& o) {
  v("verdict", o.verdict, required);
  v("message", o.message);
  v("certainty", o.certainty);
  v("program", o.program);
  v("scenarios", o.scenarios, required);
  v("diagnostics", o.diagnostics);
  v("stages", o.stages);
  v("score", o.score);
  v("max_score", o.max_score);
  v("seconds", o.seconds);
}

namespace {

// Indices into events are followed without a check by every report and view, so they are checked at the door.
Status check_indices(const Failure& failure) {
  const std::size_t count = failure.events.size();
  for (std::uint32_t side : failure.sides)
    if (side >= count) return Error{"failure.sides names an event that is not there"};
  for (const WaitEdge& edge : failure.waits)
    if (edge.wait_event >= count || (edge.holder && edge.hold_event >= count))
      return Error{"failure.waits names an event that is not there"};
  for (const WeakAccess& access : failure.weak_accesses)
    for (const auto& event : {std::optional(access.event), access.older, std::optional(access.newer),
                              access.through_store, access.through_load})
      if (event && *event >= count) return Error{"failure.weak_accesses names an event that is not there"};
  for (const Event& event : failure.events)
    if (event.blocked && event.blocked_since >= count)
      return Error{"failure.events has a blocked_since that is not there"};
  return Unit{};
}

Status check_indices(const ScenarioOutcome& scenario) {
  for (const std::optional<Failure>* execution : {&scenario.failure, &scenario.recording})
    if (*execution)
      if (Status good = check_indices(**execution); !good) return good;
  return Unit{};
}

Status check_version(const Json& json, const char* field, int oldest, int newest) {
  const auto found = json.find(field);
  if (found == json.end() || !found->is_number_integer())
    return Error{"field " + std::string(field) + " (the version) is missing"};
  const auto version = found->get<std::int64_t>();
  if (version < oldest || version > newest)
    return Error{"version " + std::to_string(version) + " cannot be read, only version " +
                 (oldest < newest ? std::to_string(oldest) + " to " : "") + std::to_string(newest)};
  return Unit{};
}

template <class T>
Result<T> parse_versioned(std::string_view text, std::string_view what, const char* field, int oldest) {
  const Result<Json> json = parse_object(text, what);
  if (!json) return Error{json.error()};
  if (Status right = check_version(json.value(), field, oldest, T::kVersion); !right)
    return Error{std::string(what) + ": " + right.error()};
  return parse_fields<T>(json.value(), what);
}

bool has_recordings(const Outcome& outcome) {
  return std::any_of(outcome.scenarios.begin(), outcome.scenarios.end(),
                     [](const ScenarioOutcome& scenario) { return scenario.recording.has_value(); });
}

}  // namespace

std::string encode_outcome(const Outcome& outcome) {
  Json json = {{"weft", has_recordings(outcome) ? Outcome::kVersion : Outcome::kVersionWithoutRecordings}};
  json.update(fields_of(outcome));
  return dump(json);
}

Result<Outcome> parse_outcome(std::string_view text) {
  Result<Outcome> outcome =
      parse_versioned<Outcome>(text, "outcome", "weft", Outcome::kVersionWithoutRecordings);
  if (!outcome) return outcome;
  for (const ScenarioOutcome& scenario : outcome.value().scenarios)
    if (Status good = check_indices(scenario); !good) return Error{"outcome: " + good.error()};
  return outcome;
}

std::string encode_scenario(const ScenarioOutcome& scenario) { return dump(fields_of(scenario)); }

Result<ScenarioOutcome> parse_scenario(std::string_view text) {
  const Result<Json> json = parse_object(text, "scenario");
  if (!json) return Error{json.error()};
  Result<ScenarioOutcome> scenario = parse_fields<ScenarioOutcome>(json.value(), "scenario");
  if (scenario)
    if (Status good = check_indices(scenario.value()); !good) return Error{"scenario: " + good.error()};
  return scenario;
}

std::string encode_execution(const Failure& execution) { return dump(fields_of(execution)); }

Result<Failure> parse_execution(std::string_view text) {
  const Result<Json> json = parse_object(text, "execution");
  if (!json) return Error{json.error()};
  Result<Failure> execution = parse_fields<Failure>(json.value(), "execution");
  if (execution)
    if (Status good = check_indices(execution.value()); !good) return Error{"execution: " + good.error()};
  return execution;
}

std::string encode_schedule(const Schedule& schedule) { return dump(fields_of(schedule)); }

Result<Schedule> parse_schedule(std::string_view text) {
  Result<Schedule> schedule =
      parse_versioned<Schedule>(text, "schedule", "weft_schedule", Schedule::kVersionWithoutGraph);
  if (schedule && !schedule.value().graph.empty() && !schedule.value().steps.empty())
    return Error{"schedule: field graph stands for field steps, which must be empty then"};
  if (schedule && schedule.value().circle > schedule.value().steps.size())
    return Error{"schedule: field circle is more than there are steps"};
  return schedule;
}

}  // namespace weft
