// malloc and its kin, on the running agent's own part of the model memory. operator new and delete call
// these.
#include <malloc.h>
#include <stdlib.h>

#include <cerrno>
#include <cstring>

#include "check/interpose/export.h"
#include "check/interpose/original_heap.h"
#include "check/model.h"

namespace model = weft::model;
using weft::EngineScope;
using weft::g_modelled;

namespace {

constexpr std::size_t kDefaultAlignment = 16;

bool is_ours(void* block) {
  return weft::execution() != nullptr &&
         weft::execution()->memory().contains(reinterpret_cast<std::uintptr_t>(block));
}

bool is_power_of_two(std::size_t n) { return n != 0 && (n & (n - 1)) == 0; }

}  // namespace

extern "C" {

WEFT_EXPORT void* malloc(std::size_t bytes) {
  if (!g_modelled || weft_is_in_c_library(WEFT_SITE)) return weft_original_malloc(bytes);
  EngineScope scope;
  return model::allocate(bytes, kDefaultAlignment);
}

WEFT_EXPORT void free(void* block) {
  if (!g_modelled) {
    if (!is_ours(block)) weft_original_free(block);
    return;
  }
  EngineScope scope;
  if (block == nullptr || is_ours(block) || model::is_no_heap(block))
    model::release(block);
  else
    weft_original_free(block);  // the C library made it
}

WEFT_EXPORT void* calloc(std::size_t count, std::size_t bytes) {
  if (!g_modelled || weft_is_in_c_library(WEFT_SITE)) return weft_original_calloc(count, bytes);
  EngineScope scope;
  std::size_t total = 0;
  if (__builtin_mul_overflow(count, bytes, &total)) return nullptr;
  void* const block = model::allocate(total, kDefaultAlignment);
  return block == nullptr ? nullptr : std::memset(block, 0, total);
}

WEFT_EXPORT void* realloc(void* block, std::size_t bytes) {
  const bool is_its_own = block == nullptr ? weft_is_in_c_library(WEFT_SITE) : !is_ours(block);
  if (!g_modelled || is_its_own) return weft_original_realloc(block, bytes);
  EngineScope scope;
  return model::resize(block, bytes);
}

WEFT_EXPORT void* memalign(std::size_t alignment, std::size_t bytes) {
  if (!g_modelled) return weft_original_memalign(alignment, bytes);
  EngineScope scope;
  return is_power_of_two(alignment) ? model::allocate(bytes, alignment) : nullptr;
}

WEFT_EXPORT void* aligned_alloc(std::size_t alignment, std::size_t bytes) {
  return memalign(alignment, bytes);
}

WEFT_EXPORT int posix_memalign(void** block, std::size_t alignment, std::size_t bytes) {
  if (!is_power_of_two(alignment) || alignment % sizeof(void*) != 0) return EINVAL;
  *block = memalign(alignment, bytes);
  return *block == nullptr ? ENOMEM : 0;
}

WEFT_EXPORT std::size_t malloc_usable_size(void* block) {
  if (!is_ours(block)) return weft_original_malloc_usable_size(block);
  return weft::execution()->memory().size_of(block);
}

}  // extern "C"
