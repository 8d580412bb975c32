// What the thread timeline shows of one execution, or of a recording of a real run: plain data, without
// positions in pixels or colours. Shape:   column = index of an event in Failure::events, so every event has
// its own column and order is kept;
//          marks[i] belongs to events[i]. Spans run between columns; -0.5 is the left edge of the first one.
// Threads: plain values; no locking.
// Errors:  indices that point outside the trace are left out, so that any parsed outcome can be shown.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "trace/outcome.h"

namespace weft::app {

// What an event is about; one colour each.
enum class Kind : std::uint8_t { lifecycle, memory, atomic, lock, signal, note, failure };
inline constexpr int kKindCount = static_cast<int>(Kind::failure) + 1;

// `take` and `give` tell the two directions of a kind apart: read and write, lock and unlock, wait and
// signal.
enum class Direction : std::uint8_t { take, give };

Kind kind_of(Op op);
Direction direction_of(Op op);
const char* to_string(Kind kind);

struct Lane {
  AgentId agent;
  std::string name;
  std::string note;  // "waits for m2" when it is blocked at the end
  double first = 0;  // columns between which the agent lives
  double last = 0;
  bool stuck = false;  // blocked for ever: part of the failure
};

inline constexpr std::uint32_t kNoColumn = 0xffffffffu;

struct Mark {
  std::uint32_t lane = 0;
  Kind kind = Kind::note;
  Direction direction = Direction::take;
  bool side = false;               // one of Failure::sides
  bool pending = false;            // had not happened yet when the execution ended
  std::uint32_t next_in_lane = 0;  // column of the lane's next event; none: kNoColumn
};

enum class SpanKind : std::uint8_t { running, blocked, stuck };

inline constexpr std::uint32_t kNoProcessor = 0xffffffffu;

struct Span {
  std::uint32_t lane = 0;
  SpanKind kind = SpanKind::running;
  double from = 0;
  double to = 0;
  std::uint32_t processor = kNoProcessor;  // of recordings: where it runs
};

enum class LinkKind : std::uint8_t { spawn, join, handover, wakeup, race, wait_for };

// An arrow from one event to another. Wakeups go to where the woken agent goes on. Handovers go from the
// release to the acquisition that it allowed.
struct Link {
  LinkKind kind = LinkKind::handover;
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  bool strong = false;  // handovers: the target had to wait for it; wait-for: part of the cycle
  std::string label;
};

struct Timeline {
  std::vector<Lane> lanes;
  std::vector<Mark> marks;
  std::vector<Span> spans;
  std::vector<Link> links;
  std::vector<std::uint32_t> steps;  // of each column, for the axis; of recordings: microseconds
  bool timed = false;                // a recording: agents run at the same time
  std::uint32_t processors = 0;      // of recordings: how many are seen
  double begin = -0.5;               // extent in columns; the end leaves room for agents that wait for ever
  double end = -0.5;
};

// What there is to show of an outcome: its failure, else its recording; null: nothing.
const Failure* shown_execution(const ScenarioOutcome& outcome);

Timeline build_timeline(const ScenarioOutcome& outcome);

// Next event in direction `by` (+1, -1) from `selected`; without a selection the first side, else the first
// event.
std::optional<std::uint32_t> neighbour(const Timeline& timeline, std::optional<std::uint32_t> selected,
                                       int by);

}  // namespace weft::app
