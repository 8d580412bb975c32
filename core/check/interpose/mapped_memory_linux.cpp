// Anonymous memory from mmap() is heap like any other: watched, and as new in each execution. What else is
// mapped is the system's.
#include <sys/mman.h>

#include <cerrno>
#include <cstring>

#include "check/interpose/export.h"
#include "check/model.h"

namespace model = weft::model;
using weft::execution;
using weft::g_modelled;

namespace {

constexpr std::size_t kPageBytes = 4096;

std::size_t whole_pages(std::size_t bytes) { return (bytes + kPageBytes - 1) / kPageBytes * kPageBytes; }

bool is_plain_memory(void* wanted, int protection, int flags) {
  return wanted == nullptr && protection == (PROT_READ | PROT_WRITE) && (flags & MAP_ANONYMOUS) != 0;
}

void* map(std::size_t bytes) {
  weft::EngineScope scope;
  void* const block = model::allocate(whole_pages(bytes), kPageBytes);
  if (block == nullptr) {
    errno = ENOMEM;
    return MAP_FAILED;
  }
  return std::memset(block, 0, whole_pages(bytes));
}

}  // namespace

extern "C" {

WEFT_EXPORT void* mmap(void* wanted, std::size_t bytes, int protection, int flags, int file,
                       off_t offset) noexcept {
  if (g_modelled && bytes > 0 && is_plain_memory(wanted, protection, flags)) return map(bytes);
  return WEFT_ORIGINAL(mmap)(wanted, bytes, protection, flags, file, offset);
}

// A part of what was mapped stays, until the execution ends.
WEFT_EXPORT int munmap(void* start, std::size_t bytes) noexcept {
  if (!g_modelled || !execution()->memory().contains(reinterpret_cast<std::uintptr_t>(start)))
    return WEFT_ORIGINAL(munmap)(start, bytes);
  weft::EngineScope scope;
  if (execution()->memory().size_of(start) == whole_pages(bytes)) model::release(start);
  return 0;
}

}  // extern "C"
