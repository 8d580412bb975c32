#include "check/interpose/original_heap.h"

#include <link.h>

#include <cstdint>
#include <cstring>

#include "check/interpose/export.h"

namespace {

struct Code {
  std::uintptr_t low = 0, bytes = 0;
};

int find_c_library(dl_phdr_info* object, std::size_t, void* into) {
  if (std::strstr(object->dlpi_name, "/libc.so") == nullptr) return 0;
  for (int i = 0; i < object->dlpi_phnum; ++i) {
    const ElfW(Phdr)& segment = object->dlpi_phdr[i];
    if (segment.p_type == PT_LOAD && (segment.p_flags & PF_X) != 0)
      *static_cast<Code*>(into) = {object->dlpi_addr + segment.p_vaddr, segment.p_memsz};
  }
  return 1;
}

Code code_of_c_library() {
  Code code;
  dl_iterate_phdr(find_c_library, &code);
  return code;
}

const Code g_c_library = code_of_c_library();  // nothing is modelled before that is known

}  // namespace

// glibc exports its allocator under these names for interposers.
extern "C" {
void* __libc_malloc(std::size_t);
void __libc_free(void*);
void* __libc_calloc(std::size_t, std::size_t);
void* __libc_realloc(void*, std::size_t);
void* __libc_memalign(std::size_t, std::size_t);

void* weft_original_malloc(std::size_t bytes) { return __libc_malloc(bytes); }
void weft_original_free(void* block) { __libc_free(block); }
void* weft_original_calloc(std::size_t count, std::size_t bytes) { return __libc_calloc(count, bytes); }
void* weft_original_realloc(void* block, std::size_t bytes) { return __libc_realloc(block, bytes); }
void* weft_original_memalign(std::size_t alignment, std::size_t bytes) {
  return __libc_memalign(alignment, bytes);
}

bool weft_is_in_c_library(const void* site) {
  return reinterpret_cast<std::uintptr_t>(site) - g_c_library.low < g_c_library.bytes;
}

std::size_t weft_original_malloc_usable_size(void* block) {
  using Function = std::size_t(void*);
  static auto* const original = reinterpret_cast<Function*>(weft::find_original("malloc_usable_size"));
  return original(block);
}
}
