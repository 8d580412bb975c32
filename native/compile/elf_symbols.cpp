#include "compile/elf_symbols.h"

#include <cxxabi.h>
#include <elf.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <string_view>

#include "files/source_file.h"

namespace weft {

namespace {

constexpr std::uintmax_t kMaxModuleBytes = 256u << 20;

// A struct at `offset` of the file; nothing when the file ends before it does.
template <class T>
std::optional<T> at(const std::string& file, std::uint64_t offset) {
  if (offset > file.size() || file.size() - offset < sizeof(T)) return std::nullopt;
  T value;
  std::memcpy(&value, file.data() + offset, sizeof value);
  return value;
}

std::string_view text_at(const std::string& file, std::uint64_t offset) {
  if (offset >= file.size()) return {};
  return std::string_view(file.data() + offset, strnlen(file.data() + offset, file.size() - offset));
}

std::vector<Elf64_Shdr> sections_of(const std::string& file) {
  std::vector<Elf64_Shdr> sections;
  const auto header = at<Elf64_Ehdr>(file, 0);
  if (!header || std::memcmp(header->e_ident, ELFMAG, SELFMAG) != 0 ||
      header->e_ident[EI_CLASS] != ELFCLASS64)
    return sections;
  for (unsigned i = 0; i < header->e_shnum; ++i)
    if (const auto section = at<Elf64_Shdr>(file, header->e_shoff + std::uint64_t{i} * sizeof(Elf64_Shdr)))
      sections.push_back(*section);
  return sections;
}

// A plain name stays as it is: "m" would be taken for the mangled name of a type.
std::string demangle(const char* symbol) {
  if (std::strncmp(symbol, "_Z", 2) != 0) return symbol;
  int status = 0;
  char* text = abi::__cxa_demangle(symbol, nullptr, nullptr, &status);
  std::string name = status == 0 && text ? text : symbol;
  std::free(text);
  return name;
}

// "(anonymous namespace)::money" reads better without where it comes from; ".0" marks a part that the
// optimiser split off.
std::string short_name(std::string_view symbol) {
  symbol = symbol.substr(0, symbol.find('.'));
  std::string name = demangle(std::string(symbol).c_str());
  constexpr std::string_view kAnonymous = "(anonymous namespace)::";
  for (std::size_t found; (found = name.find(kAnonymous)) != std::string::npos;)
    name.erase(found, kAnonymous.size());
  return name;
}

}  // namespace

Result<ElfSymbols> ElfSymbols::read(const std::filesystem::path& module) {
  const Result<std::string> file = read_file(module, kMaxModuleBytes);
  if (!file) return Error{file.error()};
  const std::vector<Elf64_Shdr> sections = sections_of(file.value());
  ElfSymbols symbols;
  for (const Elf64_Shdr& section : sections) {
    if (section.sh_type != SHT_SYMTAB || section.sh_link >= sections.size()) continue;
    const std::uint64_t names = sections[section.sh_link].sh_offset;
    for (std::uint64_t i = 0; i < section.sh_size / sizeof(Elf64_Sym); ++i) {
      const auto symbol = at<Elf64_Sym>(file.value(), section.sh_offset + i * sizeof(Elf64_Sym));
      if (!symbol || symbol->st_shndx == SHN_UNDEF) continue;
      const auto type = ELF64_ST_TYPE(symbol->st_info);
      const std::string_view name = text_at(file.value(), names + symbol->st_name);
      if (type == STT_FUNC) symbols.functions_.emplace_back(name);
      if (type == STT_OBJECT)
        symbols.variables_.push_back({symbol->st_value, symbol->st_size, short_name(name)});
    }
  }
  std::sort(symbols.functions_.begin(), symbols.functions_.end());
  std::sort(symbols.variables_.begin(), symbols.variables_.end(),
            [](const Variable& a, const Variable& b) { return a.offset < b.offset; });
  return symbols;
}

bool ElfSymbols::defines_function(const std::string& name) const {
  return std::binary_search(functions_.begin(), functions_.end(), name);
}

const ElfSymbols::Variable* ElfSymbols::variable_at(std::uint64_t offset) const {
  auto after = std::upper_bound(variables_.begin(), variables_.end(), offset,
                                [](std::uint64_t o, const Variable& v) { return o < v.offset; });
  if (after == variables_.begin()) return nullptr;
  const Variable& variable = *--after;
  return offset - variable.offset < std::max<std::uint64_t>(variable.bytes, 1) ? &variable : nullptr;
}

}  // namespace weft
