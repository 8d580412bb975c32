#include "report/recording_outcome.h"

#include <unordered_map>
#include <unordered_set>

#include "report/recorded_names.h"
#include "trace/codec.h"

namespace weft {
namespace {

using Kind = scheduling_event_kind;

constexpr const char* kNotJudged = "recorded, not checked";

class ExecutionOfRecording {
 public:
  explicit ExecutionOfRecording(const recording& recorded) : recorded_(recorded), names_(recorded) {
    failure_.agents.push_back({.id = AgentId(0), .name = "outside", .state = "runnable"});
  }

  Failure build(std::size_t most) {
    const std::vector<scheduling_event>& events = recorded_.events;
    std::size_t first = events.size();
    for (std::size_t kept = 0; first > 0 && kept < most;) kept += !is_told_by_the_next(events[--first]);
    for (std::size_t i = first; i < events.size(); ++i)
      if (!is_told_by_the_next(events[i])) add(events[i]);
    failure_.left_out = first + lost();
    if (!somebody_outside_) failure_.agents.erase(failure_.agents.begin());
    return std::move(failure_);
  }

 private:
  // Nobody did it: the deadline has passed, or it need not have waited. That it goes on follows.
  static bool is_told_by_the_next(const scheduling_event& event) {
    return event.kind == Kind::unpark && event.other == 0;
  }

  AgentId id_of(std::uint64_t agent) {
    if (agent == 0) {
      somebody_outside_ = true;
      return AgentId(0);
    }
    const auto next = static_cast<std::uint32_t>(failure_.agents.size());
    const auto [found, added] = ids_.try_emplace(agent, AgentId(next));
    if (added)
      failure_.agents.push_back({.id = AgentId(next), .name = names_.short_of(agent), .state = "runnable"});
    return found->second;
  }

  void add(const scheduling_event& seen) {
    const bool has_actor = seen.kind == Kind::spawn || seen.kind == Kind::unpark;
    const AgentId actor =
        id_of(has_actor ? seen.other : seen.agent);  // first: it comes before whom it spawns
    const AgentId agent = has_actor ? id_of(seen.agent) : actor;
    Event event{.agent = actor, .op = op_of(seen)};
    event.after = has_actor ? agent.value : 0;
    event.at = static_cast<std::uint64_t>(seen.at.count());
    event.thread = seen.thread;
    describe(seen, event);
    failure_.events.push_back(std::move(event));
    note_state(seen, failure_.agents[agent.value]);
  }

  Op op_of(const scheduling_event& seen) {
    switch (seen.kind) {
      case Kind::spawn:
        new_.insert(seen.agent);
        return Op::spawn;
      case Kind::start:
        return new_.erase(seen.agent) > 0 ? Op::start : Op::resume;
      case Kind::park:
        return Op::park;
      case Kind::unpark:
        return Op::unpark;
      case Kind::steal:
        return Op::steal;
      case Kind::hand_off:
        return Op::hand_off;
      case Kind::block:
        return Op::block;
      case Kind::unblock:
        return Op::unblock;
      case Kind::yield:
        return Op::yield;
      case Kind::migrate:
        return Op::migrate;
      case Kind::end:
        return Op::finish;
    }
    return Op::note;
  }

  void describe(const scheduling_event& seen, Event& event) const {
    if (seen.kind == Kind::park) {
      event.address = reinterpret_cast<std::uintptr_t>(seen.object);
      event.name = seen.reason + (seen.object == nullptr ? "" : " " + address_text(seen.object));
    }
    if (seen.kind == Kind::migrate)
      event.text = "from kernel thread " + std::to_string(recorded_.threads[seen.from_thread].system_id);
    if (seen.processor >= 0) event.processor = static_cast<std::uint32_t>(seen.processor);
  }

  std::uint64_t lost() const {
    std::uint64_t lost = 0;
    for (const recorded_thread& thread : recorded_.threads) lost += thread.lost;
    return lost;
  }

  static void note_state(const scheduling_event& seen, AgentInfo& agent) {
    agent.waits_on.clear();
    agent.state = "runnable";
    if (seen.kind == Kind::end) agent.state = "finished";
    if (seen.kind == Kind::block) agent.state = "blocked";
    if (seen.kind != Kind::park) return;
    agent.state = "blocked";
    agent.waits_on = seen.reason;
  }

  const recording& recorded_;
  const RecordedNames names_;
  Failure failure_;
  std::unordered_map<std::uint64_t, AgentId> ids_;
  std::unordered_set<std::uint64_t> new_;  // spawned, and not started yet
  bool somebody_outside_ = false;
};

}  // namespace

Failure execution_of(const recording& recorded, std::size_t most) {
  return ExecutionOfRecording(recorded).build(most);
}

Outcome outcome_of(const recording& recorded) {
  ScenarioOutcome scenario{.name = "recording", .mode = Mode::real};
  scenario.message = kNotJudged;
  scenario.statistics.executions = 1;
  scenario.statistics.agents = static_cast<std::uint32_t>(recorded.agents.size());
  scenario.statistics.seconds = std::chrono::duration<double>(recorded.length).count();
  scenario.recording = execution_of(recorded, recorded.events.size());
  scenario.recording->schedule.scenario = scenario.name;
  Outcome outcome{.message = kNotJudged};
  outcome.seconds = scenario.statistics.seconds;
  outcome.scenarios.push_back(std::move(scenario));
  return outcome;
}

std::string to_outcome_json(const recording& recorded) { return encode_outcome(outcome_of(recorded)); }

}  // namespace weft
