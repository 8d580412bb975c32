// Local variables by their place on the stack, by debug information.
#pragma once

#include <elfutils/libdw.h>

#include <cstdint>
#include <optional>
#include <string>

namespace weft {

// An address on the stack, as seen from the function around `code`.
struct StackPlace {
  std::uint64_t code = 0;
  std::uint64_t above = 0;  // bytes over its stack pointer
  std::uint64_t below = 0;  // bytes under the end of its part of the stack
};

std::optional<Dwarf_Die> function_at(Dwarf* debug, std::uint64_t code);
std::optional<std::string> local_in(Dwarf_Die function, const StackPlace& place);

}  // namespace weft
