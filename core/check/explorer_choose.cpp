// Explorer: one execution along the steps that a person chose, recorded as it is.
#include <algorithm>

#include "check/explorer.h"

namespace weft {
namespace {

using Choices = std::vector<Choice>;

std::string counted(std::size_t count, const char* one) {
  return std::to_string(count) + " " + one + (count == 1 ? "" : "s");
}

// One option a thread at most is `normal`; the others are timeouts and spurious wakeups.
std::size_t count_agents(const Choices& choices) {
  std::vector<AgentId> agents;
  for (const Choice& choice : choices)
    if (std::find(agents.begin(), agents.end(), choice.agent) == agents.end()) agents.push_back(choice.agent);
  return agents.size();
}

std::string stop_message(std::size_t choice, const Choices& choices) {
  const std::size_t agents = count_agents(choices);
  std::string text =
      "stopped at choice " + std::to_string(choice) + ": " + counted(agents, "thread") + " can go on";
  if (agents < choices.size()) text += ", in " + std::to_string(choices.size()) + " ways";
  return text;
}

std::string misfit_message(std::size_t number, const Step& step, const Choices& choices) {
  std::string possible;
  for (const Choice& choice : choices)
    possible += (possible.empty() ? "" : ", ") + format_steps({{choice.agent, choice.variant, choice.way}});
  return "step " + std::to_string(number) + " of the schedule does not fit: " + format_steps({step}) +
         " is not possible there, only " + possible;
}

std::string end_message(const ExecutionResult& result) {
  if (result.cut_short)
    return "cut short after " + std::to_string(result.steps) +
           " steps: some threads ran much longer than others";
  return result.verdict == Verdict::accepted ? "this schedule ends without a failure" : result.message;
}

}  // namespace

void Explorer::follow_person() {
  ChooseStrategy person(options_.schedule);
  ExecutionSettings settings = options_.settings;
  settings.record = true;
  output_.discard();
  person.begin_execution();
  const ExecutionResult& result = execution_.run(person, settings, body_, argument_);
  person.end_execution();
  found_.output = output_.take();
  note(result);
  found_.statistics.seconds = elapsed();
  found_.bounds = describe_bounds();
  take_histogram();
  conclude_chosen(result, person.left_over());
  found_.failure = result;
}

void Explorer::conclude_chosen(const ExecutionResult& result, std::span<const Step> left_over) {
  const std::size_t taken = result.schedule.size();
  found_.verdict = result.verdict;
  if (!result.choices.empty()) {
    found_.message = left_over.empty() ? stop_message(taken + 1, result.choices)
                                       : misfit_message(taken + 1, left_over.front(), result.choices);
    return;
  }
  found_.message = end_message(result);
  found_.unused_steps = left_over.size();
  if (!result.cut_short)
    found_.certainty = result.verdict == Verdict::accepted ? Certainty::tested : Certainty::shown;
}

}  // namespace weft
