// Failing executions written by hand, one event a call.
#pragma once

#include <string>

#include "trace/outcome.h"

namespace weft::app {

class OutcomeBuilder {
 public:
  explicit OutcomeBuilder(Verdict verdict = Verdict::wrong_result) {
    outcome_.verdict = verdict;
    outcome_.failure.emplace();
  }

  void name_agent(std::uint32_t id, const std::string& name, const std::string& waits_on = "") {
    AgentInfo agent;
    agent.id = AgentId(id);
    agent.name = name;
    agent.state = waits_on.empty() ? "runnable" : "blocked";
    agent.waits_on = waits_on;
    failure().agents.push_back(agent);
  }

  // Returns the event, to set what else matters.
  Event& add(std::uint32_t agent, Op op, std::uint32_t object = ObjectId::kNone) {
    Event event;
    event.step = static_cast<std::uint32_t>(events().size());
    event.agent = AgentId(agent);
    event.op = op;
    event.object = ObjectId(object);
    events().push_back(event);
    return events().back();
  }

  Event& add_blocked(std::uint32_t agent, Op op, std::uint32_t object, std::uint32_t since) {
    Event& event = add(agent, op, object);
    event.blocked = true;
    event.blocked_since = since;
    return event;
  }

  // An operation that never happens: its agent waits when the execution ends.
  void add_pending(std::uint32_t agent, Op op, std::uint32_t object, std::uint32_t since) {
    add_blocked(agent, op, object, since).failed = true;
  }

  void waits(std::uint32_t waiter, std::uint32_t holder, std::uint32_t at, std::uint32_t held_at) {
    WaitEdge edge;
    edge.waiter = AgentId(waiter);
    edge.holder = AgentId(holder);
    edge.name = "lock of " + std::to_string(holder);
    edge.wait_event = at;
    edge.hold_event = held_at;
    failure().waits.push_back(edge);
  }

  std::vector<Event>& events() { return outcome_.failure->events; }
  Failure& failure() { return *outcome_.failure; }
  const ScenarioOutcome& outcome() const { return outcome_; }

 private:
  ScenarioOutcome outcome_;
};

}  // namespace weft::app
