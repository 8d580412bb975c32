// Who waits, for tests that go on when others have come so far.
#pragma once

#include <algorithm>

#include "weft/agents.h"

namespace weft {

// How many agents wait for the primitive at `object`.
inline int agents_waiting_for(const void* object) {
  const std::vector<agent_info> all = agents();
  return static_cast<int>(
      std::ranges::count_if(all, [&](const agent_info& each) { return each.waits_on == object; }));
}

}  // namespace weft
