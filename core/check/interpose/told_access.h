// What uninstrumented functions read and write, told to the checker in the program's name.
#pragma once

#include "check/model.h"

namespace weft {

inline void tell_access(const void* address, std::size_t bytes, bool is_write) {
  EngineScope scope;
  if (bytes > 0) model::plain_access(reinterpret_cast<std::uintptr_t>(address), bytes, is_write);
}
inline void reads(const void* address, std::size_t bytes) { tell_access(address, bytes, false); }
inline void writes(const void* address, std::size_t bytes) { tell_access(address, bytes, true); }

}  // namespace weft
