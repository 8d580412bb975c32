#include "compile/debug_names.h"

#include <dwarf.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

#include "compile/debug_local.h"
#include "compile/debug_path.h"

namespace weft {

namespace {

std::optional<std::uint64_t> address_of(Dwarf_Attribute& location, const Dwarf_Op& op) {
  if (op.atom == DW_OP_addr) return op.number;
  Dwarf_Attribute attribute;
  Dwarf_Addr address = 0;
  if (op.atom != DW_OP_addrx || dwarf_getlocation_attr(&location, &op, &attribute) != 0 ||
      dwarf_formaddr(&attribute, &address) != 0)
    return std::nullopt;
  return address;
}

// The declaration that an entry completes, or the entry itself.
Dwarf_Die declaration_of(Dwarf_Die entry) {
  for (const unsigned link : {DW_AT_specification, DW_AT_abstract_origin}) {
    Dwarf_Attribute attribute;
    Dwarf_Die origin;
    if (dwarf_attr(&entry, link, &attribute) != nullptr && dwarf_formref_die(&attribute, &origin) != nullptr)
      return declaration_of(origin);
  }
  return entry;
}

// The entry around the declaration of another one.
std::optional<Dwarf_Die> parent_of(Dwarf_Die entry) {
  Dwarf_Die declared = declaration_of(entry);
  Dwarf_Die* scopes = nullptr;
  const int count = dwarf_getscopes_die(&declared, &scopes);
  const std::unique_ptr<Dwarf_Die, decltype(&std::free)> owned(scopes, std::free);
  return count > 1 ? std::optional(scopes[1]) : std::nullopt;
}

// "bank::", "Counter::", "instance()::"; what has no name, and inline namespaces, are left out.
std::string scope_of(Dwarf_Die entry) {
  std::string scope;
  for (std::optional<Dwarf_Die> at = parent_of(entry); at; at = parent_of(*at)) {
    const std::string name = name_of(*at);
    if (name.empty() || dwarf_hasattr(&*at, DW_AT_export_symbols)) continue;
    const int tag = dwarf_tag(&*at);
    if (tag == DW_TAG_subprogram)
      scope = name + "()::" + scope;
    else if (tag == DW_TAG_namespace || is_class(*at))
      scope = name + "::" + scope;
  }
  return scope;
}

}  // namespace

DebugNames::DebugNames(const std::filesystem::path& module)
    : file_(open(module.c_str(), O_RDONLY | O_CLOEXEC)), debug_(dwarf_begin(file_, DWARF_C_READ)) {
  Dwarf_CU* unit = nullptr;
  Dwarf_Die root;
  while (debug_ != nullptr && dwarf_get_units(debug_, unit, &unit, nullptr, nullptr, &root, nullptr) == 0)
    add_variables_below(root);
  std::sort(pieces_.begin(), pieces_.end(), [](const Piece& a, const Piece& b) { return a.at < b.at; });
}

DebugNames::~DebugNames() {
  dwarf_end(debug_);
  if (file_ >= 0) close(file_);
}

void DebugNames::add_variables_below(Dwarf_Die parent) {
  Dwarf_Die child;
  if (dwarf_child(&parent, &child) != 0) return;
  do {
    if (dwarf_tag(&child) == DW_TAG_variable)
      add(child);
    else
      add_variables_below(child);
  } while (dwarf_siblingof(&child, &child) == 0);
}

// Those that lie somewhere for good, not on stacks and in registers.
void DebugNames::add(Dwarf_Die variable) {
  Dwarf_Attribute location;
  Dwarf_Op* ops = nullptr;
  std::size_t count = 0;
  if (dwarf_attr(&variable, DW_AT_location, &location) == nullptr ||
      dwarf_getlocation(&location, &ops, &count) != 0)
    return;
  std::optional<std::uint64_t> address;
  std::uint64_t inside = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (ops[i].atom == DW_OP_piece) {
      if (address) pieces_.push_back({*address, ops[i].number, inside, variable});
      inside += ops[i].number;
      address.reset();
    } else if (!(address = address_of(location, ops[i]))) {
      return;
    }
  }
  const std::optional<Dwarf_Die> type = type_of(variable);
  if (address && type)
    pieces_.push_back({*address, std::max<std::uint64_t>(bytes_of(*type), 1), 0, variable});
}

std::optional<std::string> DebugNames::variable_at(std::uint64_t offset) const {
  auto after = std::upper_bound(pieces_.begin(), pieces_.end(), offset,
                                [](std::uint64_t o, const Piece& piece) { return o < piece.at; });
  if (after == pieces_.begin()) return std::nullopt;
  const Piece& piece = *--after;
  const std::string name = name_of(piece.entry);
  const std::optional<Dwarf_Die> type = type_of(piece.entry);
  if (name.empty() || !type || offset - piece.at >= piece.bytes) return std::nullopt;
  return scope_of(piece.entry) + name + path_in(*type, piece.inside + offset - piece.at);
}

std::optional<std::string> DebugNames::local_at(std::uint64_t code, std::uint64_t above,
                                                std::uint64_t below) const {
  const auto function = function_at(debug_, code);
  return function ? local_in(*function, {code, above, below}) : std::nullopt;
}

}  // namespace weft
