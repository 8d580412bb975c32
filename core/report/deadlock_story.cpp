#include "report/deadlock_story.h"

#include <algorithm>

#include "report/phrase.h"
#include "report/story.h"

namespace weft {

namespace {

std::string name_of(const WaitEdge& edge, const Event& waiting) {
  if (!edge.name.empty()) return clean_text(edge.name);
  return waiting.name.empty() ? "something" : clean_text(waiting.name);
}

bool joins(const Failure& failure, const WaitEdge& edge) {
  return failure.events[edge.wait_event].op == Op::join;
}

std::string taken_at(const Failure& failure, const WaitEdge& edge) {
  const SourceLocation& where = failure.events[edge.hold_event].where;
  return where ? " (taken at " + short_place(where) + ")" : "";
}

// What the waiter holds that another agent of the deadlock wants: "holds A (taken at f.cpp:12) and ".
std::string held_by_waiter(const Failure& failure, const WaitEdge& edge) {
  std::string held;
  for (const WaitEdge& other : failure.waits) {
    if (other.holder != edge.waiter || joins(failure, other)) continue;
    const std::string one = name_of(other, failure.events[other.wait_event]) + taken_at(failure, other);
    if (held.find(one) == std::string::npos) held += (held.empty() ? "" : ", ") + one;
  }
  return held.empty() ? "" : "holds " + held + " and ";
}

std::string held_by_other(const Failure& failure, const WaitEdge& edge) {
  if (joins(failure, edge)) return edge.holder ? ", which never ends" : "";
  if (!edge.holder) return ", and no thread is left that could wake it";
  if (edge.holder == edge.waiter) return ", which it holds itself" + taken_at(failure, edge);
  return ", which " + agent_name(failure, edge.holder) + " holds" + taken_at(failure, edge);
}

}  // namespace

std::vector<std::string> deadlock_lines(const Failure& failure) {
  std::vector<std::string> lines;
  for (const WaitEdge& edge : failure.waits) {
    const Event& waiting = failure.events[edge.wait_event];
    std::string line = agent_name(failure, edge.waiter) + " ";
    if (edge.holder != edge.waiter) line += held_by_waiter(failure, edge);
    line += "waits for " + name_of(edge, waiting);
    if (waiting.where) line += " (" + short_place(waiting.where) + ")";
    lines.push_back(line + held_by_other(failure, edge));
  }
  return lines;
}

}  // namespace weft
