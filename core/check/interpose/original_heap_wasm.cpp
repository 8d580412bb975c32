#include <cstddef>

#include "check/interpose/original_heap.h"

extern "C" {
void* emscripten_builtin_malloc(std::size_t);
void emscripten_builtin_free(void*);
void* emscripten_builtin_calloc(std::size_t, std::size_t);
void* emscripten_builtin_memalign(std::size_t, std::size_t);
void* __real_realloc(void*, std::size_t);
std::size_t __real_malloc_usable_size(void*);

void* weft_original_malloc(std::size_t bytes) { return emscripten_builtin_malloc(bytes); }
void weft_original_free(void* block) { emscripten_builtin_free(block); }
void* weft_original_calloc(std::size_t count, std::size_t bytes) {
  return emscripten_builtin_calloc(count, bytes);
}
void* weft_original_realloc(void* block, std::size_t bytes) { return __real_realloc(block, bytes); }
void* weft_original_memalign(std::size_t alignment, std::size_t bytes) {
  return emscripten_builtin_memalign(alignment, bytes);
}
bool weft_is_in_c_library(const void*) { return false; }
std::size_t weft_original_malloc_usable_size(void* block) { return __real_malloc_usable_size(block); }
}
