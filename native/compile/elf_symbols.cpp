#include "compile/elf_symbols.h"

#include <elf.h>

#include <algorithm>
#include <cstdint>
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
      if (ELF64_ST_TYPE(symbol->st_info) == STT_FUNC)
        symbols.functions_.emplace_back(text_at(file.value(), names + symbol->st_name));
    }
  }
  std::sort(symbols.functions_.begin(), symbols.functions_.end());
  return symbols;
}

bool ElfSymbols::defines_function(const std::string& name) const {
  return std::binary_search(functions_.begin(), functions_.end(), name);
}

}  // namespace weft
