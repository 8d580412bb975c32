#include "app/views/recorded_turns.h"

#include <algorithm>
#include <map>
#include <utility>

namespace weft::app {
namespace {

// What an agent does just now.
struct Turn {
  enum State : std::uint8_t { unseen, runnable, running, waiting, in_call } state = unseen;
  std::uint32_t since = 0;  // the event that made it so
  std::uint32_t processor = kNoProcessor;
  std::uint32_t woken_by = kNoColumn;
};

class RecordedTurns {
 public:
  RecordedTurns(Timeline& timeline, const std::vector<Event>& events) : timeline_(timeline), events_(events) {
    turns_.resize(timeline.lanes.size());
    for (std::uint32_t i = 0; i < timeline.lanes.size(); ++i) lane_of_[timeline.lanes[i].agent] = i;
  }

  void add() {
    for (std::uint32_t i = 0; i < events_.size(); ++i) add(i);
    for (std::uint32_t lane = 0; lane < turns_.size(); ++lane) close(lane, timeline_.end);
  }

 private:
  void add(std::uint32_t i) {
    const std::uint32_t lane = timeline_.marks[i].lane;
    switch (events_[i].op) {
      case Op::spawn:
      case Op::unpark:
        acts(lane, i);
        return woken(i);
      case Op::start:
      case Op::resume:
        return starts(lane, i);
      case Op::park:
        acts(lane, i);
        return become(lane, Turn::waiting, i);
      case Op::yield:
      case Op::finish:
        acts(lane, i);
        return become(lane, Turn::runnable, i);
      case Op::block:
        acts(lane, i);
        return become(lane, Turn::in_call, i);
      case Op::unblock:
        return become(lane, Turn::running, i);
      default:
        return;  // steals, hand-offs, migrations: about agents that do not run meanwhile
    }
  }

  // It runs: since the recording's begin, if nothing was seen of it before. Whoever is outside has no turns.
  void acts(std::uint32_t lane, std::uint32_t i) {
    if (turns_[lane].state != Turn::unseen || timeline_.lanes[lane].agent == AgentId(0)) return;
    become(lane, Turn::running, i);
  }

  void woken(std::uint32_t i) {
    const auto found = lane_of_.find(AgentId(static_cast<std::uint32_t>(events_[i].after)));
    if (found == lane_of_.end()) return;
    if (turns_[found->second].state == Turn::waiting) become(found->second, Turn::runnable, i);
    if (events_[i].op == Op::unpark) turns_[found->second].woken_by = i;
  }

  void starts(std::uint32_t lane, std::uint32_t i) {
    Turn& turn = turns_[lane];
    if (turn.woken_by != kNoColumn)
      timeline_.links.push_back({LinkKind::wakeup, std::exchange(turn.woken_by, kNoColumn), i, true, ""});
    const std::uint32_t processor = events_[i].processor.value_or(kNoProcessor);
    if (processor != kNoProcessor) timeline_.processors = std::max(timeline_.processors, processor + 1);
    become(lane, Turn::running, i);
    turn.processor = processor;
  }

  void become(std::uint32_t lane, Turn::State state, std::uint32_t i) {
    close(lane, i);
    turns_[lane].state = state;
    turns_[lane].since = i;
  }

  // What it did until column `to` becomes a span.
  void close(std::uint32_t lane, double to) {
    const Turn& turn = turns_[lane];
    if (turn.state == Turn::unseen || turn.state == Turn::runnable || to <= turn.since) return;
    const SpanKind kind = turn.state == Turn::running ? SpanKind::running : SpanKind::blocked;
    const std::uint32_t processor = turn.state == Turn::running ? turn.processor : kNoProcessor;
    timeline_.spans.push_back({lane, kind, static_cast<double>(turn.since), to, processor});
    timeline_.lanes[lane].last = std::max(timeline_.lanes[lane].last, to);
  }

  Timeline& timeline_;
  const std::vector<Event>& events_;
  std::map<AgentId, std::uint32_t> lane_of_;
  std::vector<Turn> turns_;
};

}  // namespace

void add_recorded_turns(Timeline& timeline, const std::vector<Event>& events) {
  timeline.end = static_cast<double>(events.size()) - 0.5;
  RecordedTurns(timeline, events).add();
}

}  // namespace weft::app
