// weft/priority_mutex.h of checked programs: which thread runs is the checker's choice, whatever its
// priority.
#pragma once

#include "weft/mutex.h"

namespace weft {

class priority_mutex : public mutex {
 public:
  constexpr priority_mutex() = default;
};

}  // namespace weft
