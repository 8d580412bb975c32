// One event as the four words of a ring, and back.
#pragma once

#include "agent/event_ring.h"
#include "agent/recording.h"

namespace weft::runtime {

struct UnpackedEvent {
  std::uint64_t ticks = 0;  // since the recording began
  std::size_t index = 0;    // a later one of its thread has a greater one
  AgentKind agent_kind = AgentKind::fiber;
  scheduling_event event;  // without its time
};

// Words: ticks; the agent's id; what it is about; event kind, wait reason and agent kind, a byte each.
inline EventWords pack(std::uint64_t ticks, EventKind kind, const ControlBlock& agent, EventDetail detail) {
  const auto kinds = static_cast<std::uint64_t>(kind) | static_cast<std::uint64_t>(detail.reason) << 8 |
                     static_cast<std::uint64_t>(agent.kind()) << 16;
  return {ticks, agent.id.load(std::memory_order_relaxed), detail.value, kinds};
}

inline UnpackedEvent unpack(const EventWords& words, std::uint64_t began, std::uint32_t thread) {
  UnpackedEvent each{.ticks = words[0] > began ? words[0] - began : 0,
                     .agent_kind = static_cast<AgentKind>(words[3] >> 16 & 255)};
  scheduling_event& event = each.event;
  event.kind = static_cast<EventKind>(words[3] & 255);
  event.thread = thread;
  event.agent = words[1];
  switch (event.kind) {
    case EventKind::spawn:
    case EventKind::unpark:
      event.other = words[2];
      break;
    case EventKind::start:
    case EventKind::steal:
    case EventKind::hand_off:
      event.processor = static_cast<int>(words[2]) - 1;
      break;
    case EventKind::park:
      event.reason = to_string(static_cast<WaitReason>(words[3] >> 8 & 255));
      event.object = reinterpret_cast<const void*>(words[2]);
      break;
    default:
      break;
  }
  return each;
}

}  // namespace weft::runtime
