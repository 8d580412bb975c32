// The platform's own allocator behind our malloc. Reached without dlsym, which allocates.
#pragma once

#include <cstddef>

extern "C" {
void* weft_original_malloc(std::size_t bytes);
void weft_original_free(void* block);
void* weft_original_calloc(std::size_t count, std::size_t bytes);
void* weft_original_realloc(void* block, std::size_t bytes);
void* weft_original_memalign(std::size_t alignment, std::size_t bytes);
std::size_t weft_original_malloc_usable_size(void* block);

// Whether a call from there is the C library's own. What it allocates for itself it may keep from one
// execution to the next.
bool weft_is_in_c_library(const void* site);
}
