// Where the runtime says what it does (weft/observe.h). Each hook is one line: a branch on
// is_recording_now(), and behind it a call.
#pragma once

#include <atomic>
#include <cstdint>

#include "agent/control_block.h"
#include "weft/observe.h"

namespace weft::runtime {

using EventKind = scheduling_event_kind;

// The number of the recording that goes on; 0: none. Relaxed: an event more or
// less at the ends is nobody's loss.
extern constinit std::atomic<std::uint32_t> g_recording;

inline bool is_recording_now() { return g_recording.load(std::memory_order_relaxed) != 0; }

// What an event is about besides its agent.
struct EventDetail {
  std::uint64_t value = 0;  // who did it, or the object, or a processor
  WaitReason reason = WaitReason::none;
};
inline EventDetail about_processor(int index) { return {.value = static_cast<std::uint64_t>(index + 1)}; }
EventDetail about_caller();  // whoever runs the calling code
// Relaxed: of the caller itself, or of an agent that does not run.
inline EventDetail about_wait(const ControlBlock& agent) {
  return {reinterpret_cast<std::uintptr_t>(agent.waits_on.load(std::memory_order_relaxed)),
          agent.reason.load(std::memory_order_relaxed)};
}

// Returns the time, in ticks (ticks.h).
std::uint64_t record(EventKind kind, const ControlBlock& agent, EventDetail detail = {});

// Of unpark(): nothing for the runtime's own kernel threads.
void record_unpark(ControlBlock& agent);
// It is back from its park; unless somebody who unparked it has said so, it was unparked by nobody: its
// deadline passed, or the permit was there at once.
void record_return(const ControlBlock& agent, bool unparked_by_somebody);
void record_end(ControlBlock& agent);

// When the recording that goes on began, in ticks.
std::uint64_t recording_began();
// Measured since then; zero before the first recording.
double nanoseconds_of_a_tick();

}  // namespace weft::runtime
