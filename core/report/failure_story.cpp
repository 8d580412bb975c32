#include "report/failure_story.h"

#include <algorithm>

#include "report/deadlock_story.h"
#include "report/phrase.h"
#include "report/selection.h"
#include "report/table.h"
#include "report/weak_story.h"

namespace weft {

namespace {

constexpr std::size_t kPhraseWidth = 72;

bool is_side(const Failure& failure, std::size_t index) {
  return std::find(failure.sides.begin(), failure.sides.end(), index) != failure.sides.end();
}

// One letter per agent: what each of them does while the event happens.
std::string lanes(const Failure& failure, std::size_t index) {
  std::string text;
  for (const AgentInfo& info : failure.agents) {
    if (!text.empty()) text += ' ';
    text += failure.events[index].agent != info.id ? '.' : is_side(failure, index) ? 'X' : 'o';
  }
  return text;
}

std::vector<Table::Cell> event_row(const Failure& failure, std::size_t index, const StoryOptions& options) {
  const Event& event = failure.events[index];
  const bool side = is_side(failure, index);
  return {{side ? ">" : " ", Ink::bad},
          {std::to_string(index), Ink::dim},
          {lanes(failure, index), side ? Ink::bad : Ink::dim},
          {agent_name(failure, event.agent), side ? Ink::bold : Ink::plain},
          {shorten(event_phrase(failure, index), kPhraseWidth), side ? Ink::bold : Ink::plain},
          {short_place(event.where), Ink::dim},
          {source_text(event.where, options.source), Ink::plain}};
}

std::string side_lines(const Failure& failure, const StoryOptions& options) {
  Table table;
  for (std::uint32_t index : failure.sides) {
    const Event& event = failure.events[index];
    if (!event.where) continue;
    table.add({{agent_name(failure, event.agent), Ink::bold},
               {shorten(event_phrase(failure, index), kPhraseWidth), Ink::plain},
               {place(event.where), Ink::bold},
               {source_text(event.where, options.source), Ink::plain}});
  }
  return table.empty() ? "" : "\n" + table.render("  ", options.colour);
}

std::string deadlock_part(const Failure& failure) {
  if (failure.waits.empty()) return "";
  std::string text = failure.cycle ? "\nThe circle:\n" : "\nWho waits for what:\n";
  for (const std::string& line : deadlock_lines(failure)) text += "  " + line + "\n";
  return text;
}

std::string weak_part(const Failure& failure) {
  if (failure.weak_accesses.empty()) return "";
  std::string text = "\nNo interleaving shows this, only a weak memory:\n";
  for (const std::string& line : weak_lines(failure)) text += "  " + line + "\n";
  return text;
}

std::string how_often_preempted(const Failure& failure) {
  if (failure.weak_memory) return "weak memory";
  const std::string text =
      std::to_string(failure.preemptions) + (failure.preemptions == 1 ? " preemption" : " preemptions");
  if (failure.preemptions == 0 || failure.least_preemptions < 0) return text;
  return text + (failure.least_preemptions == failure.preemptions ? ", the fewest that show it"
                                                                  : ", the fewest found");
}

// What the agents do from event `first` to before `last`: "12 other steps of thread 2, 1 of main".
std::string left_out(const Failure& failure, std::size_t first, std::size_t last) {
  std::string text;
  for (const AgentInfo& info : failure.agents) {
    const auto begin = failure.events.begin();
    const auto count =
        std::count_if(begin + static_cast<std::ptrdiff_t>(first), begin + static_cast<std::ptrdiff_t>(last),
                      [&](const Event& event) { return event.agent == info.id; });
    if (count == 0) continue;
    const std::string steps = text.empty() ? (count == 1 ? " other step of " : " other steps of ") : " of ";
    text += (text.empty() ? "" : ", ") + std::to_string(count) + steps + agent_name(failure, info.id);
  }
  return text;
}

void add_left_out(Table& table, const Failure& failure, std::size_t first, std::size_t last) {
  if (const std::string text = left_out(failure, first, last); !text.empty())
    table.add({{" ", Ink::dim}, {"", Ink::dim}, {"", Ink::dim}, {"", Ink::dim}, {text, Ink::dim}});
}

std::string steps_part(const Failure& failure, const StoryOptions& options) {
  const std::vector<std::size_t> chosen = select_events(failure, options.max_steps);
  if (chosen.empty()) return "";
  Table table;
  std::size_t next = 0;
  for (std::size_t index : chosen) {
    add_left_out(table, failure, next, index);
    table.add(event_row(failure, index, options));
    next = index + 1;
  }
  add_left_out(table, failure, next, failure.events.size());
  std::string text = "\nHow it happens (" + std::to_string(chosen.size()) + " of " +
                     std::to_string(failure.events.size()) + " events, " + how_often_preempted(failure) +
                     "):\n";
  return text + table.render("", options.colour);
}

}  // namespace

std::string failure_story(const Failure& failure, const StoryOptions& options) {
  std::string text = side_lines(failure, options) + deadlock_part(failure) + steps_part(failure, options) +
                     weak_part(failure);
  if (!options.replay.empty())
    text += "\nSee it again: " + options.replay + "\n";
  else if (const std::string choices = format_choices(failure.schedule); !choices.empty())
    text += "\nSchedule: " + choices + "\n";
  return text;
}

}  // namespace weft
