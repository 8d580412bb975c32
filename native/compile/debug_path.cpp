#include "compile/debug_path.h"

#include <dwarf.h>

#include <algorithm>
#include <cctype>
#include <vector>

namespace weft {

namespace {

// Calls `visit` with each child until it returns false.
template <class Visit>
void each_child(Dwarf_Die entry, Visit visit) {
  Dwarf_Die child;
  if (dwarf_child(&entry, &child) != 0) return;
  do {
    if (!visit(child)) return;
  } while (dwarf_siblingof(&child, &child) == 0);
}

std::optional<std::uint64_t> number(Dwarf_Die entry, unsigned name) {
  Dwarf_Attribute attribute;
  Dwarf_Word value = 0;
  if (dwarf_attr_integrate(&entry, name, &attribute) == nullptr || dwarf_formudata(&attribute, &value) != 0)
    return std::nullopt;
  return value;
}

struct Member {
  std::optional<std::string> name;  // none: a base, or an anonymous member
  std::uint64_t at = 0;
  std::uint64_t bytes = 0;
  std::optional<Dwarf_Die> type;
  int bit_fields = 0;  // how many it stands for
};

bool is_empty(Dwarf_Die type) {
  bool empty = !dwarf_hasattr(&type, DW_AT_declaration);
  each_child(type, [&](Dwarf_Die child) {
    const int tag = dwarf_tag(&child);
    return empty &= tag != DW_TAG_member && tag != DW_TAG_inheritance;
  });
  return empty;
}

// Neighbouring bit-fields are one memory location, and so one member here: "{ready, done}".
void join_bits(Member& run, const Member& next) {
  run.name = *run.name + ", " + *next.name;
  run.bytes = std::max(run.bytes, next.at + next.bytes - run.at);
  ++run.bit_fields;
}

void set_bits(Member& member, std::uint64_t first, std::uint64_t count) {
  member.at = first / 8;
  member.bytes = (first + count + 7) / 8 - member.at;
  member.bit_fields = 1;
}

void add_member(std::vector<Member>& members, Dwarf_Die child, std::optional<std::string> name) {
  const std::optional<Dwarf_Die> type = type_of(child);
  if (type && is_class(*type) && is_empty(*type)) return;
  Member member{std::move(name), number(child, DW_AT_data_member_location).value_or(0),
                type ? bytes_of(*type) : 0, type};
  if (const auto bits = number(child, DW_AT_bit_size))
    set_bits(member, number(child, DW_AT_data_bit_offset).value_or(0), *bits);
  if (member.bit_fields > 0 && !members.empty() && members.back().bit_fields > 0)
    return join_bits(members.back(), member);
  members.push_back(std::move(member));
}

void consider(std::vector<Member>& members, Dwarf_Die child, bool in_std_array) {
  const int tag = dwarf_tag(&child);
  const std::optional<Dwarf_Die> type = type_of(child);
  if (tag == DW_TAG_inheritance) {
    if (!type || !is_hidden(name_of(*type))) add_member(members, child, std::nullopt);
  } else if (tag == DW_TAG_member && !dwarf_hasattr(&child, DW_AT_declaration)) {
    const std::string name = name_of(child);
    if (!is_hidden(name))
      add_member(members, child, name.empty() ? std::nullopt : std::optional(name));
    else if (in_std_array && type && dwarf_tag(const_cast<Dwarf_Die*>(&*type)) == DW_TAG_array_type)
      add_member(members, child, std::nullopt);
  }
}

// The compiler leaves out what is inside some classes of libraries (std::string, say): they reach up to what
// follows.
void stretch_unknown(std::vector<Member>& members, std::uint64_t class_bytes) {
  for (Member& member : members) {
    if (member.bytes > 0) continue;
    std::uint64_t end = class_bytes;
    for (const Member& other : members)
      if (other.at > member.at) end = std::min(end, other.at);
    member.bytes = end - member.at;
  }
}

// Members and bases that a programmer may name or look into.
std::vector<Member> members_of(Dwarf_Die type) {
  const bool in_std_array = name_of(type).rfind("array<", 0) == 0;
  std::vector<Member> members;
  each_child(type, [&](Dwarf_Die child) {
    consider(members, child, in_std_array);
    return true;
  });
  for (Member& member : members)
    if (member.bit_fields > 1) member.name = "{" + *member.name + "}";
  stretch_unknown(members, bytes_of(type));
  return members;
}

std::string path_in_class(Dwarf_Die type, std::uint64_t offset) {
  for (const Member& member : members_of(type)) {
    if (offset < member.at || offset - member.at >= member.bytes) continue;
    const std::string name = member.name ? "." + *member.name : "";
    return member.type ? name + path_in(*member.type, offset - member.at) : name;
  }
  return "";
}

std::vector<std::uint64_t> counts_of(Dwarf_Die array) {
  std::vector<std::uint64_t> counts;
  each_child(array, [&](Dwarf_Die child) {
    if (dwarf_tag(&child) != DW_TAG_subrange_type) return true;
    const auto last = number(child, DW_AT_upper_bound);
    counts.push_back(number(child, DW_AT_count).value_or(last ? *last + 1 : 0));
    return true;
  });
  return counts;
}

std::string path_in_array(Dwarf_Die array, std::uint64_t offset) {
  const std::optional<Dwarf_Die> element = type_of(array);
  const std::uint64_t bytes = element ? bytes_of(*element) : 0;
  const std::vector<std::uint64_t> counts = counts_of(array);
  if (bytes == 0) return "";
  std::uint64_t index = offset / bytes;
  std::string text;
  for (std::size_t i = counts.size(); i-- > 1 && counts[i] > 0; index /= counts[i])
    text = "[" + std::to_string(index % counts[i]) + "]" + text;
  return "[" + std::to_string(index) + "]" + text + path_in(*element, offset % bytes);
}

}  // namespace

std::optional<Dwarf_Die> type_of(Dwarf_Die entry) {
  Dwarf_Attribute attribute;
  Dwarf_Die type, peeled;
  if (dwarf_attr_integrate(&entry, DW_AT_type, &attribute) == nullptr ||
      dwarf_formref_die(&attribute, &type) == nullptr || dwarf_peel_type(&type, &peeled) != 0)
    return std::nullopt;
  return peeled;
}

std::uint64_t bytes_of(Dwarf_Die type) {
  Dwarf_Word bytes = 0;
  return dwarf_aggregate_size(&type, &bytes) == 0 ? bytes : 0;
}

std::string name_of(Dwarf_Die entry) {
  Dwarf_Attribute attribute;
  const char* name = dwarf_formstring(dwarf_attr_integrate(&entry, DW_AT_name, &attribute));
  return name == nullptr ? "" : name;
}

bool is_hidden(const std::string& name) {
  if (name.rfind("_vptr", 0) == 0 || name.rfind("__", 0) == 0) return true;
  return name.size() > 1 && name[0] == '_' && std::isupper(static_cast<unsigned char>(name[1])) != 0;
}

bool is_class(Dwarf_Die entry) {
  const int tag = dwarf_tag(&entry);
  return tag == DW_TAG_structure_type || tag == DW_TAG_class_type || tag == DW_TAG_union_type;
}

std::string path_in(Dwarf_Die type, std::uint64_t offset) {
  if (dwarf_tag(&type) == DW_TAG_array_type) return path_in_array(type, offset);
  return is_class(type) ? path_in_class(type, offset) : "";
}

}  // namespace weft
