#include "check/interpose/original_heap.h"

#include "check/interpose/export.h"

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

std::size_t weft_original_malloc_usable_size(void* block) {
  using Function = std::size_t(void*);
  static auto* const original = reinterpret_cast<Function*>(weft::find_original("malloc_usable_size"));
  return original(block);
}
}
