#include "run/elf_image.h"

#include <cstring>
#include <fstream>
#include <iterator>

namespace weft {
namespace {

// A tag of the range for operating systems that nobody defined: the dynamic linker passes over it.
constexpr ElfW(Sxword) kIgnoredTag = 0x6000000f;

bool is_shared_object(const ElfW(Ehdr) & header) {
  return std::memcmp(header.e_ident, ELFMAG, SELFMAG) == 0 && header.e_type == ET_DYN &&
         header.e_phentsize == sizeof(ElfW(Phdr)) && header.e_shentsize == sizeof(ElfW(Shdr));
}

}  // namespace

template <class T>
const T* ElfImage::at(std::size_t offset, std::size_t count) const {
  if (offset > bytes_.size() || count > (bytes_.size() - offset) / sizeof(T)) return nullptr;
  return reinterpret_cast<const T*>(bytes_.data() + offset);
}

Result<ElfImage> ElfImage::read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error{"cannot read module " + path};
  ElfImage image;
  image.bytes_.assign(std::istreambuf_iterator<char>(file), {});
  const auto* header = image.at<ElfW(Ehdr)>(0);
  if (header == nullptr || !is_shared_object(*header)) return Error{path + " is not a shared object"};
  return image;
}

std::vector<ElfW(Dyn) *> ElfImage::dynamic_entries() {
  std::vector<ElfW(Dyn)*> entries;
  const auto* header = at<ElfW(Ehdr)>(0);
  const auto* segments = at<ElfW(Phdr)>(header->e_phoff, header->e_phnum);
  if (segments == nullptr) return entries;
  for (int i = 0; i < header->e_phnum; ++i) {
    if (segments[i].p_type != PT_DYNAMIC) continue;
    const std::size_t count = segments[i].p_filesz / sizeof(ElfW(Dyn));
    const auto* first = at<ElfW(Dyn)>(segments[i].p_offset, count);
    for (std::size_t k = 0; first != nullptr && k < count && first[k].d_tag != DT_NULL; ++k)
      entries.push_back(const_cast<ElfW(Dyn)*>(first + k));
  }
  return entries;
}

ElfImage::Initialisers ElfImage::take_initialisers() {
  Initialisers found;
  for (ElfW(Dyn) * entry : dynamic_entries()) {
    const auto value = static_cast<std::uintptr_t>(entry->d_un.d_val);
    switch (entry->d_tag) {
      case DT_INIT:
        found.init = value;
        break;
      case DT_INIT_ARRAY:
        found.array = value;
        break;
      case DT_INIT_ARRAYSZ:
        found.count = value / sizeof(void*);
        break;
      case DT_FINI:
      case DT_FINI_ARRAY:
      case DT_FINI_ARRAYSZ:
        break;  // the process ends without them
      default:
        continue;
    }
    entry->d_tag = kIgnoredTag;
  }
  return found;
}

std::vector<std::string> ElfImage::undefined_symbols() const {
  std::vector<std::string> names;
  const auto* header = at<ElfW(Ehdr)>(0);
  const auto* sections = at<ElfW(Shdr)>(header->e_shoff, header->e_shnum);
  for (int i = 0; sections != nullptr && i < header->e_shnum; ++i) {
    const ElfW(Shdr)& table = sections[i];
    if (table.sh_type != SHT_DYNSYM || table.sh_link >= header->e_shnum) continue;
    const ElfW(Shdr)& strings = sections[table.sh_link];
    const std::size_t count = table.sh_size / sizeof(ElfW(Sym));
    const auto* symbols = at<ElfW(Sym)>(table.sh_offset, count);
    const auto* text = at<char>(strings.sh_offset, strings.sh_size);
    if (symbols == nullptr || text == nullptr) continue;
    for (std::size_t k = 1; k < count; ++k)
      if (symbols[k].st_shndx == SHN_UNDEF && symbols[k].st_name < strings.sh_size)
        names.emplace_back(text + symbols[k].st_name,
                           strnlen(text + symbols[k].st_name, strings.sh_size - symbols[k].st_name));
  }
  return names;
}

}  // namespace weft
