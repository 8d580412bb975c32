// The writable memory that belongs to the program under test, as it was after loading, to be put back before
// every execution. Complexity: restore() costs the pages that any execution wrote so far (where the machine
// can tell: page protection finds the first write to a page; such a page is restored ever after), else all of
// it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace weft {

class Snapshot {
 public:
  Snapshot() = default;
  ~Snapshot();  // all pages can be written again
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;

  // Adds [low, low + bytes) as it is now.
  void take(std::uintptr_t low, std::size_t bytes);
  void restore() const;

  // Every part that was written so far, in any execution, as it is now.
  template <class Visit>
  void for_each_written(Visit visit) const {
    for (const Page& page : written_) visit(page.low, page.bytes);
  }

  // The pages written so far, as they are now, to be put back later: further ones are restored. O(their
  // bytes)
  struct Copy {
    std::vector<unsigned char> bytes;
    std::size_t pages = 0;
  };
  std::size_t written_bytes() const;
  void copy_to(Copy& copy) const;
  void put_back(const Copy& copy) const;

  // A write fault at `address`: true when the page belongs to the snapshot and can now be written.
  bool first_write(std::uintptr_t address);

 private:
  struct Page {
    std::uintptr_t low;
    std::size_t bytes;
    std::size_t saved;  // offset into saved_
    bool written = false;
  };

  std::vector<Page> pages_;    // all
  std::vector<Page> written_;  // those to restore
  std::vector<unsigned char> saved_;
};

}  // namespace weft
