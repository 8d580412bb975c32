// Finds heap blocks that nothing points to any more, as a garbage collector would: every word that could be a
// pointer into a block, even to its middle, or with the upper 16 bits used for something else, keeps it.
// Threads: one at a time. Complexity: O(heap used + memory scanned), with a logarithm of the blocks a word
// that points into the heap.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "check/model_memory.h"

namespace weft {

class LeakSearch {
 public:
  explicit LeakSearch(const ModelMemory& memory);

  bool done() const { return left_ == 0; }  // nothing is lost
  // What lies in [low, low + bytes) keeps the blocks that it points to, and those keep others.
  void scan(std::uintptr_t low, std::size_t bytes);
  void keep(std::uintptr_t pointer);
  void keep(const void* pointer) { keep(reinterpret_cast<std::uintptr_t>(pointer)); }

  std::vector<ModelMemory::Block> lost() const;  // in the order of their allocation

 private:
  void reach(std::uintptr_t word);
  void follow();

  const ModelMemory& memory_;
  std::vector<ModelMemory::Block> blocks_;  // by address
  std::vector<bool> reached_;
  std::vector<std::size_t> to_follow_;
  std::size_t left_;
};

}  // namespace weft
