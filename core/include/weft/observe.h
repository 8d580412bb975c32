// What the scheduler does, as it happens: recorded while a program runs, taken
// as plain data, shown by Perfetto.
//
//   weft::start_recording();
//   run();
//   weft::stop_recording();
//   std::ofstream("run.json") << weft::to_chrome_trace(weft::take_recording());  // open in ui.perfetto.dev
//
// Shape:      each kernel thread writes into a ring of its own, which keeps its latest events and counts what
//             it lost. An agent's events come in this order, whatever is lost at the front: spawn, start,
//             then any of (park, unpark, start), (yield, start), (block, unblock), then end. Kernel threads
//             are agents too, but only their park, unpark and start are seen. The runtime's own (workers that
//             have nothing to do, the monitor) are left out. Fibers that have a kernel thread each
//             (threading_model::one_to_one) do not say that they block or yield.
// Threads:    any; taking a recording while it goes on is safe, and gets what was written until then.
// Blocking:   a short lock in the functions below and at each kernel thread's first event.
// Errors:     std::bad_alloc of taking a recording.
// Complexity: off, a predicted branch an event; on, reading the processor's clock and 32 bytes.
// Source:     a ring for each thread: Desnoyers and Dagenais, "The LTTng Tracer", OLS 2006.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace weft {

enum class scheduling_event_kind : std::uint8_t {
  spawn,     // an agent exists and may run; by `other`
  start,     // it runs, for the first time or again; on `processor`
  park,      // it waits for `object`
  unpark,    // it may go on; because of `other`
  steal,     // it was taken, with others behind it maybe, from `processor`
  hand_off,  // its kernel thread blocks, unmarked: `processor` goes to another one
  block,     // it calls what may block its kernel thread, weft::blocking(), on one without a processor
  unblock,   // that call is over
  yield,     // it goes to the end of the line
  migrate,  // found afterwards, from its starts: it starts on another kernel thread than last time, which was
            // `from_thread`
  end,
};

struct scheduling_event {
  std::chrono::nanoseconds at{0};  // since the recording began
  scheduling_event_kind kind = scheduling_event_kind::spawn;
  std::uint32_t thread = 0;       // index into recording::threads: where it happened
  std::uint64_t agent = 0;        // whom it is about
  std::uint64_t other = 0;        // spawn, unpark: who did it; 0: a timer, or nobody Weft knows
  int processor = -1;             // start, steal, hand_off; -1: none
  std::uint32_t from_thread = 0;  // migrate
  std::string reason;             // park: "mutex", "join", ...
  const void* object = nullptr;   // park: the primitive
};

struct recorded_thread {
  long system_id = 0;      // of the operating system; 0 = unknown
  std::uint64_t lost = 0;  // events overwritten by later ones
};

struct recorded_agent {
  std::uint64_t id = 0;
  std::string kind;  // "kernel thread", "fiber", "task"
  std::string name;  // as given; may be empty
};

struct recording {
  std::chrono::nanoseconds length{0};
  std::vector<recorded_thread> threads;
  std::vector<recorded_agent> agents;    // those that occur in events, by id
  std::vector<scheduling_event> events;  // by time
};

struct recording_settings {
  std::size_t events_per_thread = std::size_t{1} << 15;  // kept, rounded up to a power of two, less one
};

// Begins anew; what an earlier recording holds is dropped. Counts the fibers' CPU
// time (weft/agents.h) while it is on.
void start_recording(const recording_settings& settings = {});
void stop_recording();
bool is_recording();

// What was recorded since the last start_recording(), so far. Drops nothing. O(events log events).
recording take_recording();

inline const char* to_string(scheduling_event_kind kind) {
  constexpr const char* kWords[] = {"spawn", "start",   "park",  "unpark",  "steal", "hand_off",
                                    "block", "unblock", "yield", "migrate", "end"};
  return kWords[static_cast<std::size_t>(kind)];
}

// The Trace Event Format of Chrome, which Perfetto opens too: a track for each kernel thread, a slice while
// an agent runs there, arrows from who made an agent runnable to where it started, instants for steals,
// hand-offs and migrations, a counter of agents that could run. Of the library weft_report.
std::string to_chrome_trace(const recording& recorded);

// The JSON of an Outcome (core/trace/codec.h), which Weft's own views show. Of the library weft_report.
std::string to_outcome_json(const recording& recorded);

}  // namespace weft
