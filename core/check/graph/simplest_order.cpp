#include "check/graph/simplest_order.h"

#include <algorithm>
#include <cstdint>

namespace weft::graph {
namespace {

constexpr std::size_t kMostStates = 400'000;
constexpr std::uint32_t kNever = 0xffffffffu;
constexpr std::uint32_t kOldAccess = 1u << 16;  // worth more than any number of switches

// What is done is how far each agent has got: a number with a digit for each agent. A step makes one digit
// larger, so that going through the numbers upwards meets each after all that lead to it.
class Orders {
 public:
  Orders(const ExecutionGraph& graph, EventIndex size) : g_(graph), size_(size), index_(size, 0) {
    for (EventIndex e = 0; e < size; ++e) {
      const Event& event = g_[e];
      if (is_second_half(e)) continue;
      if (event.agent >= events_.size()) events_.resize(event.agent + 1);
      index_[e] = static_cast<std::uint32_t>(events_[event.agent].size());
      events_[event.agent].push_back(e);
      last_ = e;
    }
    for (const auto& events : events_) {
      weights_.push_back(states_);
      states_ *= events.size() + 1;
      if (states_ * events_.size() > kMostStates) states_ = kMostStates;
    }
  }

  std::optional<std::vector<EventIndex>> best() {
    if (states_ >= kMostStates) return std::nullopt;
    reached_.assign(states_ * events_.size(), Reached());
    for (AgentNumber agent = 0; agent < events_.size(); ++agent) reached_[agent].cost = 0;
    for (done_ = 0; done_ + 1 < states_; ++done_)
      for (AgentNumber next = 0; next < events_.size(); ++next) take(next);
    return way_to(g_[last_].agent);
  }

 private:
  struct Reached {
    std::uint32_t cost = kNever;
    AgentNumber before = 0;  // whose step was the one before the last
  };

  bool is_second_half(EventIndex e) const { return g_[e].kind == EventKind::write && g_[e].exclusive; }
  EventIndex step_of(EventIndex e) const { return is_second_half(e) ? g_[e].before : e; }
  std::size_t steps_done(AgentNumber agent) const {
    return done_ / weights_[agent] % (events_[agent].size() + 1);
  }
  bool is_done(EventIndex e) const {
    if (e == kNone || e == kInitial) return true;
    return e < size_ && steps_done(g_[e].agent) > index_[step_of(e)];
  }

  void take(AgentNumber next) {
    const std::size_t place = steps_done(next);
    if (place == events_[next].size()) return;
    const EventIndex e = events_[next][place];
    const std::size_t then = done_ + weights_[next];
    if (!can_be(e) || (e == last_ && then + 1 != states_)) return;
    const std::uint32_t cost = is_old(e) ? kOldAccess : 0;
    Reached& reached = reached_[then * events_.size() + next];
    for (AgentNumber before = 0; before < events_.size(); ++before) {
      const Reached& from = reached_[done_ * events_.size() + before];
      if (from.cost == kNever) continue;
      const std::uint32_t whole = from.cost + cost + (before == next ? 0 : 1);
      if (whole < reached.cost) reached = {whole, before};
    }
  }

  bool can_be(EventIndex e) const {
    return is_done(g_[e].before) && (g_[e].kind == EventKind::write || is_done(g_[e].source));
  }

  // Whether a write is there already that is newer than what it reads, or than itself.
  bool is_old(EventIndex e) const {
    const Event& event = g_[e];
    if (event.kind != EventKind::read && event.kind != EventKind::write) return false;
    const EventIndex from = event.kind == EventKind::read ? event.source : e;
    for (EventIndex w = g_.write_after(event.location, from); w != kNone; w = g_[w].mo_after)
      if (w < size_ && is_done(w)) return true;
    return false;
  }

  std::optional<std::vector<EventIndex>> way_to(AgentNumber last) const {
    std::vector<EventIndex> order;
    std::size_t done = states_ - 1;
    for (AgentNumber agent = last; done > 0;) {
      const Reached& reached = reached_[done * events_.size() + agent];
      if (reached.cost == kNever) return std::nullopt;
      done -= weights_[agent];
      order.push_back(events_[agent][done / weights_[agent] % (events_[agent].size() + 1)]);
      agent = reached.before;
    }
    std::reverse(order.begin(), order.end());
    return order;
  }

  const ExecutionGraph& g_;
  const EventIndex size_;
  std::vector<std::vector<EventIndex>> events_;  // of each agent
  std::vector<std::uint32_t> index_;             // of each event, among those of its agent
  EventIndex last_ = kNone;
  std::vector<std::size_t> weights_;
  std::size_t states_ = 1, done_ = 0;
  std::vector<Reached> reached_;  // by what is done and whose step was the last
};

}  // namespace

std::optional<std::vector<EventIndex>> simplest_order(const ExecutionGraph& graph, EventIndex size) {
  if (size == 0) return std::nullopt;
  return Orders(graph, size).best();
}

std::size_t count_switches(const std::vector<GraphStep>& steps) {
  std::size_t count = 0;
  for (std::size_t i = 1; i < steps.size(); ++i) count += steps[i].agent != steps[i - 1].agent;
  return count;
}

}  // namespace weft::graph
