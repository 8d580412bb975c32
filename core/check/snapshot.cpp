#include "check/snapshot.h"

#include <cstring>

namespace weft {

void Snapshot::restore() const { put_back({}); }

std::size_t Snapshot::written_bytes() const {
  std::size_t bytes = 0;
  for (const Page& page : written_) bytes += page.bytes;
  return bytes;
}

void Snapshot::copy_to(Copy& copy) const {
  copy.bytes.clear();
  copy.pages = written_.size();
  for (const Page& page : written_) {
    const auto* const low = reinterpret_cast<const unsigned char*>(page.low);
    copy.bytes.insert(copy.bytes.end(), low, low + page.bytes);
  }
}

void Snapshot::put_back(const Copy& copy) const {
  const unsigned char* from = copy.bytes.data();
  for (std::size_t i = 0; i < written_.size(); ++i) {
    const Page& page = written_[i];
    const bool is_copied = i < copy.pages;
    std::memcpy(reinterpret_cast<void*>(page.low), is_copied ? from : saved_.data() + page.saved, page.bytes);
    if (is_copied) from += page.bytes;
  }
}

}  // namespace weft
