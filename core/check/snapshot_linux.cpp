#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>

#include "check/snapshot.h"
#include "contract/check.h"

namespace weft {
namespace {

std::size_t page_bytes() {
  static const auto bytes = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  return bytes;
}

void protect(std::uintptr_t low, std::size_t bytes, int protection) {
  const std::uintptr_t start = low / page_bytes() * page_bytes();
  WEFT_CHECK(mprotect(reinterpret_cast<void*>(start), low + bytes - start, protection) == 0);
}

}  // namespace

Snapshot::~Snapshot() {
  for (const Page& page : pages_)
    if (!page.written) protect(page.low, page.bytes, PROT_READ | PROT_WRITE);
}

void Snapshot::take(std::uintptr_t low, std::size_t bytes) {
  const std::uintptr_t end = low + bytes;
  while (low < end) {
    const std::uintptr_t next = std::min(end, (low / page_bytes() + 1) * page_bytes());
    const auto* from = reinterpret_cast<const unsigned char*>(low);
    pages_.push_back({low, next - low, saved_.size()});
    written_.reserve(pages_.size());  // first_write() must not allocate
    saved_.insert(saved_.end(), from, from + (next - low));
    protect(low, next - low, PROT_READ);
    low = next;
  }
}

bool Snapshot::first_write(std::uintptr_t address) {
  const std::uintptr_t faulting_page = address / page_bytes();
  bool found = false;
  for (Page& page : pages_) {
    if (page.low / page_bytes() != faulting_page || page.written) continue;
    page.written = true;
    written_.push_back(page);
    protect(page.low, page.bytes, PROT_READ | PROT_WRITE);
    found = true;
  }
  return found;
}

}  // namespace weft
