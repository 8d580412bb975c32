// Wasm memory has no page protection: the module's few kilobytes are restored in full.
#include "check/snapshot.h"

namespace weft {

Snapshot::~Snapshot() = default;

void Snapshot::take(std::uintptr_t low, std::size_t bytes) {
  const auto* from = reinterpret_cast<const unsigned char*>(low);
  written_.push_back({low, bytes, saved_.size(), true});
  saved_.insert(saved_.end(), from, from + bytes);
}

bool Snapshot::first_write(std::uintptr_t) { return false; }

}  // namespace weft
