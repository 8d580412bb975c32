// What a channel's number says, and how each step changes it (weft/channel.h of checked programs).
#pragma once

#include <cstdint>

#include "weft/detail/line.h"

namespace weft::detail::channel_rules {

// With room: how many values there are. Without: the line of those who wait for the other side.
constexpr std::uint64_t kClosed = std::uint64_t{1} << 63;
constexpr std::uint64_t kSendersWait = std::uint64_t{1} << 62;  // those in the line; else receivers

WEFT_GATE_RULE inline std::uint64_t close(std::uint64_t, std::uint64_t seen, weft_gate_effect*) {
  return seen | kClosed;
}
WEFT_GATE_RULE inline std::uint64_t look(std::uint64_t, std::uint64_t seen, weft_gate_effect* effect) {
  *effect = weft_gate_only_reads;
  return seen;
}

WEFT_GATE_RULE inline std::uint64_t try_send(std::uint64_t room, std::uint64_t seen,
                                             weft_gate_effect* effect) {
  if ((seen & kClosed) != 0 || seen >= room) *effect = weft_gate_only_reads;
  return seen + 1;
}
WEFT_GATE_RULE inline std::uint64_t send(std::uint64_t room, std::uint64_t seen, weft_gate_effect* effect) {
  if ((seen & kClosed) != 0)
    *effect = weft_gate_only_reads;
  else if (seen >= room)
    *effect = weft_gate_waits;
  return seen + 1;
}
WEFT_GATE_RULE inline std::uint64_t try_receive(std::uint64_t, std::uint64_t seen, weft_gate_effect* effect) {
  if ((seen & ~kClosed) == 0) *effect = weft_gate_only_reads;
  return seen - 1;
}
WEFT_GATE_RULE inline std::uint64_t receive(std::uint64_t, std::uint64_t seen, weft_gate_effect* effect) {
  if (seen == 0)
    *effect = weft_gate_waits;
  else if (seen == kClosed)
    *effect = weft_gate_only_reads;
  return seen - 1;
}

// Without room. `mine`: kSendersWait of a sender, 0 of a receiver.
WEFT_GATE_RULE inline bool other_side_waits(std::uint64_t mine, std::uint64_t seen) {
  return !line::is_empty(seen) && (seen & kSendersWait) != mine;
}
WEFT_GATE_RULE inline std::uint64_t try_meet(std::uint64_t mine, std::uint64_t seen,
                                             weft_gate_effect* effect) {
  if ((seen & kClosed) == 0 && other_side_waits(mine, seen)) return line::with_first_served(seen);
  *effect = weft_gate_only_reads;
  return seen;
}
// Serves the first of the other side, or lines up.
WEFT_GATE_RULE inline std::uint64_t meet(std::uint64_t mine, std::uint64_t seen, weft_gate_effect* effect) {
  if ((seen & kClosed) != 0)
    *effect = weft_gate_only_reads;
  else if (other_side_waits(mine, seen))
    return line::with_first_served(seen);
  return (line::with(seen, line::free_number(seen)) & ~kSendersWait) | mine;
}
WEFT_GATE_RULE inline std::uint64_t leave(std::uint64_t who, std::uint64_t seen, weft_gate_effect* effect) {
  if (!line::is_served(seen, who) && (seen & kClosed) == 0) *effect = weft_gate_waits;
  return line::without(seen, who);
}
WEFT_GATE_RULE inline std::uint64_t give_up(std::uint64_t who, std::uint64_t seen, weft_gate_effect*) {
  return line::without(seen, who);
}

}  // namespace weft::detail::channel_rules
