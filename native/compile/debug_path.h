// The part of a name that leads into a variable, ".slots[3]", by the debug information of its type.
#pragma once

#include <elfutils/libdw.h>

#include <cstdint>
#include <optional>
#include <string>

namespace weft {

// The type that an entry has, without its names and qualifiers.
std::optional<Dwarf_Die> type_of(Dwarf_Die entry);
std::uint64_t bytes_of(Dwarf_Die type);  // 0: nobody knows
std::string name_of(Dwarf_Die entry);    // empty: it has none
bool is_class(Dwarf_Die entry);
// What the compiler adds, and names that the standard keeps for its implementation.
bool is_hidden(const std::string& name);

// What lies `offset` bytes into a value of `type`; empty for the value itself.
std::string path_in(Dwarf_Die type, std::uint64_t offset);

}  // namespace weft
