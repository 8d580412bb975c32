// What the scheduler tells a recording (weft/observe.h), one line a hook. Off, each is a predicted branch.
#pragma once

#include "agent/recording.h"
#include "sched/worker.h"

namespace weft::runtime {

void record_start(Worker& worker);
void record_stop(Worker& worker, EventKind kind, const ControlBlock& agent);

// worker.agent goes on, on worker.stack.
inline void note_start(Worker& worker) {
  if (is_recording_now()) [[unlikely]]
    record_start(worker);
}

// `agent`, which runs on `worker`, parks, yields or blocks.
inline void note_stop(Worker& worker, EventKind kind, const ControlBlock& agent) {
  if (is_recording_now()) [[unlikely]]
    record_stop(worker, kind, agent);
}

void record_unblock(Worker& worker, const ControlBlock& agent);
inline void note_unblock(Worker& worker, const ControlBlock& agent) {
  if (is_recording_now()) [[unlikely]]
    record_unblock(worker, agent);
}

inline void note_spawn(const ControlBlock& agent) {
  if (is_recording_now()) [[unlikely]]
    record(EventKind::spawn, agent, about_caller());
}

// The permit came while the agent went to sleep.
inline void note_unparked_at_once(const ControlBlock& agent) {
  if (is_recording_now()) [[unlikely]]
    record(EventKind::unpark, agent);
}

inline void note_steal(const ControlBlock& agent, const Processor& victim) {
  if (is_recording_now()) [[unlikely]]
    record(EventKind::steal, agent, about_processor(victim.index));
}

inline void note_hand_off(const ControlBlock& agent, const Processor& processor) {
  if (is_recording_now()) [[unlikely]]
    record(EventKind::hand_off, agent, about_processor(processor.index));
}

inline void note_end(ControlBlock& agent) {
  if (is_recording_now()) [[unlikely]]
    record_end(agent);
}

}  // namespace weft::runtime
