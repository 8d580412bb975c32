#include "cli/step_view.h"

#include <algorithm>
#include <map>

#include "report/phrase.h"
#include "report/table.h"

namespace weft {

namespace {

// Memory without a name in the source is described by where it lies (model::describe).
bool is_variable(const Event& event) {
  const auto starts = [&](const char* word) { return event.name.rfind(word, 0) == 0; };
  return accesses_memory(event.op) && !event.name.empty() && !starts("a local of") && !starts("heap block") &&
         !starts("0x") && !starts("@");
}

std::vector<Table::Cell> place_cells(const SourceLocation& where, const StoryOptions& options) {
  return {{short_place(where), Ink::dim}, {source_text(where, options.source), Ink::plain}};
}

}  // namespace

std::string events_text(const Failure& failure, std::uint64_t step, const StoryOptions& options) {
  const std::vector<Event>& events = failure.events;
  const auto is_new = [&](const Event& event) { return event.step > step || step == 0; };
  std::size_t left = static_cast<std::size_t>(std::count_if(events.begin(), events.end(), is_new));
  std::string text = left > options.max_steps
                         ? "    (" + std::to_string(left - options.max_steps) + " earlier events)\n"
                         : "";
  Table table;
  for (std::size_t i = 0; i < events.size(); ++i) {
    if (!is_new(events[i]) || left-- > options.max_steps) continue;
    std::vector<Table::Cell> row = {{agent_name(failure, events[i].agent), Ink::bold},
                                    {event_phrase(failure, i)}};
    for (Table::Cell& cell : place_cells(events[i].where, options)) row.push_back(std::move(cell));
    table.add(std::move(row));
  }
  return text + table.render("    ", options.colour);
}

std::string values_text(const Failure& failure) {
  std::map<std::string, std::string> values;
  for (const Event& event : failure.events)
    if (is_variable(event)) values[event.name] = value_text(event.after, event.bytes);
  std::string text;
  for (const auto& [name, value] : values)
    text += (text.empty() ? "" : ", ") + clean_text(name) + " = " + value;
  return text;
}

std::string choices_text(const ScenarioOutcome& at, const Step& preferred, const StoryOptions& options) {
  Table table;
  for (const Choice& choice : at.choices) {
    const Step step{choice.agent, choice.variant, choice.way};
    const bool marked = step == preferred;
    std::vector<Table::Cell> row = {{marked ? "*" : " ", Ink::good},
                                    {format_steps({step}), Ink::bold},
                                    {agent_name(*at.failure, choice.agent)},
                                    {choice_phrase(*at.failure, choice)}};
    for (Table::Cell& cell : place_cells(choice.event.where, options)) row.push_back(std::move(cell));
    table.add(std::move(row));
  }
  return table.render("  ", options.colour);
}

}  // namespace weft
