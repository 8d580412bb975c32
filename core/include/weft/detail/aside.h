// Accesses that are nobody's business: a library's own, which the checker neither shows nor takes for races.
//
// Threads: it hides those of the agent that made it, while it lives. Natively, without effect.
#pragma once

#include "weft/exercise.h"

namespace weft::detail {

struct aside {
  aside() { weft_aside(1); }
  ~aside() { weft_aside(-1); }
  aside(const aside&) = delete;
  aside& operator=(const aside&) = delete;
};

}  // namespace weft::detail
