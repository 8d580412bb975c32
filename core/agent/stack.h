// Memory for the stack of one fiber.
// Ownership: whoever made it; a Stack only points.
// Units:     bytes; `low` is the lowest address, stacks grow down from low + bytes.
#pragma once

#include <cstddef>

namespace weft {

struct Stack {
  std::byte* low = nullptr;
  std::size_t bytes = 0;

  std::byte* top() const { return low + bytes; }
};

}  // namespace weft
