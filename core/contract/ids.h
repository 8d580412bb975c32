// Typed ids: an AgentId cannot be passed where an ObjectId is meant.
#pragma once

#include <compare>
#include <cstdint>

namespace weft {

template <class Tag>
struct Id {
  std::uint32_t value = kNone;
  static constexpr std::uint32_t kNone = 0xffffffffu;

  constexpr Id() = default;
  constexpr explicit Id(std::uint32_t v) : value(v) {}
  constexpr explicit operator bool() const { return value != kNone; }
  friend constexpr auto operator<=>(const Id&, const Id&) = default;
};

using AgentId = Id<struct AgentTag>;    // model thread: 0 is the scenario's own thread
using ObjectId = Id<struct ObjectTag>;  // mutex, atomic location, ... in order of first use

}  // namespace weft
