// The events of an outcome, and its texts in which the runners name objects by their places
// (core/check/model_names.cpp).
#pragma once

#include <string>

#include "trace/outcome.h"

namespace weft {

// What happened and, where somebody is to choose, what may happen next.
template <class Visit>
void each_event(ScenarioOutcome& scenario, Visit visit) {
  if (scenario.failure)
    for (Event& event : scenario.failure->events) visit(event);
  for (Choice& choice : scenario.choices) visit(choice.event);
}

template <class Visit>
void each_text(ScenarioOutcome& scenario, Visit visit) {
  visit(scenario.message);
  for (Observation& bar : scenario.histogram)
    if (bar.failed) visit(bar.value);
  each_event(scenario, [&](Event& event) {
    visit(event.name);
    if (event.op != Op::note) visit(event.text);  // notes are the student's own words
  });
  if (!scenario.failure) return;
  for (AgentInfo& agent : scenario.failure->agents) {
    visit(agent.waits_on);
    for (std::string& held : agent.holds) visit(held);
  }
  for (WaitEdge& edge : scenario.failure->waits) visit(edge.name);
}

}  // namespace weft
