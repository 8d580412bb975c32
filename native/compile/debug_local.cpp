#include "compile/debug_local.h"

#include <dwarf.h>

#include "compile/debug_path.h"

namespace weft {

namespace {

// DWARF numbers of registers.
#if defined(__x86_64__)
constexpr unsigned kStackPointer = 7, kFramePointer = 6;
#elif defined(__aarch64__)
constexpr unsigned kStackPointer = 31, kFramePointer = 29;
#endif
constexpr std::int64_t kSavedWords = 2 * sizeof(void*);  // between a frame's end and its frame pointer

// The one operation of a location that has no more; nothing for values in registers and the like.
std::optional<Dwarf_Op> only_operation(Dwarf_Die entry, unsigned name, std::uint64_t code) {
  Dwarf_Attribute attribute;
  Dwarf_Op* ops = nullptr;
  std::size_t count = 0;
  if (dwarf_attr(&entry, name, &attribute) == nullptr ||
      dwarf_getlocation_addr(&attribute, code, &ops, &count, 1) != 1 || count != 1)
    return std::nullopt;
  return ops[0];
}

// How far `place` is from where a register points.
std::optional<std::int64_t> from_register(unsigned number, const StackPlace& place) {
  if (number == kStackPointer) return static_cast<std::int64_t>(place.above);
  if (number == kFramePointer) return kSavedWords - static_cast<std::int64_t>(place.below);
  return std::nullopt;
}

std::optional<std::int64_t> from_frame_base(Dwarf_Die function, const StackPlace& place) {
  const auto base = only_operation(function, DW_AT_frame_base, place.code);
  if (!base) return std::nullopt;
  if (base->atom == DW_OP_call_frame_cfa) return -static_cast<std::int64_t>(place.below);
  if (base->atom < DW_OP_reg0 || base->atom > DW_OP_reg31) return std::nullopt;
  return from_register(base->atom - DW_OP_reg0, place);
}

// Looks for the variable at a place of a function's stack.
class Search {
 public:
  Search(Dwarf_Die function, const StackPlace& place)
      : place_(place), from_base_(from_frame_base(function, place)) {}

  // Blocks around the code come first: others may use the same bytes at other times.
  std::optional<std::string> below(Dwarf_Die scope) const {
    for (const bool around : {true, false})
      if (std::optional<std::string> name = in_scopes(scope, around)) return name;
    return std::nullopt;
  }

 private:
  std::optional<std::string> in_scopes(Dwarf_Die scope, bool around) const {
    std::optional<std::string> name;
    Dwarf_Die child;
    if (dwarf_child(&scope, &child) != 0) return name;
    do {
      const int tag = dwarf_tag(&child);
      const bool is_scope = tag == DW_TAG_lexical_block || tag == DW_TAG_inlined_subroutine;
      if (is_scope && (dwarf_haspc(&child, place_.code) == 1) == around)
        name = below(child);
      else if (around && (tag == DW_TAG_variable || tag == DW_TAG_formal_parameter))
        name = of_variable(child);
    } while (!name && dwarf_siblingof(&child, &child) == 0);
    return name;
  }

  std::optional<std::string> of_variable(Dwarf_Die variable) const {
    const std::string name = name_of(variable);
    const std::optional<Dwarf_Die> type = type_of(variable);
    const std::optional<std::int64_t> inside = offset_in(variable);
    if (name.empty() || is_hidden(name) || !type || !inside || *inside < 0) return std::nullopt;
    const auto offset = static_cast<std::uint64_t>(*inside);
    if (offset >= bytes_of(*type)) return std::nullopt;
    return name + path_in(*type, offset);
  }

  std::optional<std::int64_t> offset_in(Dwarf_Die variable) const {
    const auto op = only_operation(variable, DW_AT_location, place_.code);
    if (!op) return std::nullopt;
    std::optional<std::int64_t> from;
    if (op->atom == DW_OP_fbreg) from = from_base_;
    if (op->atom >= DW_OP_breg0 && op->atom <= DW_OP_breg31)
      from = from_register(op->atom - DW_OP_breg0, place_);
    if (!from) return std::nullopt;
    return *from - static_cast<std::int64_t>(op->number);
  }

  const StackPlace& place_;
  std::optional<std::int64_t> from_base_;
};

std::optional<Dwarf_Die> function_below(Dwarf_Die parent, std::uint64_t code) {
  std::optional<Dwarf_Die> found;
  Dwarf_Die child;
  if (dwarf_child(&parent, &child) != 0) return found;
  do {
    const int tag = dwarf_tag(&child);
    if (tag == DW_TAG_subprogram && dwarf_haspc(&child, code) == 1)
      found = child;
    else if (tag == DW_TAG_namespace || is_class(child))
      found = function_below(child, code);
  } while (!found && dwarf_siblingof(&child, &child) == 0);
  return found;
}

}  // namespace

std::optional<Dwarf_Die> function_at(Dwarf* debug, std::uint64_t code) {
  std::optional<Dwarf_Die> found;
  Dwarf_CU* unit = nullptr;
  Dwarf_Die root;
  while (debug != nullptr && !found &&
         dwarf_get_units(debug, unit, &unit, nullptr, nullptr, &root, nullptr) == 0)
    found = function_below(root, code);
  return found;
}

std::optional<std::string> local_in(Dwarf_Die function, const StackPlace& place) {
  return Search(function, place).below(function);
}

}  // namespace weft
