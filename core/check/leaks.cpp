#include "check/leaks.h"

#include <algorithm>
#include <cstring>

namespace weft {
namespace {

using Block = ModelMemory::Block;

constexpr std::uintptr_t kAddressBits = ~std::uintptr_t{0} >> (kWideAddresses ? 16 : 0);

}  // namespace

LeakSearch::LeakSearch(const ModelMemory& memory)
    : memory_(memory),
      blocks_(memory.blocks_in_use()),
      reached_(blocks_.size(), false),
      left_(blocks_.size()) {}

void LeakSearch::reach(std::uintptr_t word) {
  word &= kAddressBits;
  if (!memory_.contains(word)) return;
  const auto above = std::upper_bound(blocks_.begin(), blocks_.end(), word,
                                      [](std::uintptr_t at, const Block& block) { return at < block.start; });
  if (above == blocks_.begin()) return;
  const auto block = std::prev(above);
  const auto index = static_cast<std::size_t>(block - blocks_.begin());
  if (word > block->start + block->bytes || reached_[index]) return;
  reached_[index] = true;
  --left_;
  to_follow_.push_back(index);
}

// The sanitizers must not look: all of a stack is scanned, and of memory that nobody initialised.
__attribute__((no_sanitize("address", "memory", "thread"))) void LeakSearch::scan(std::uintptr_t low,
                                                                                  std::size_t bytes) {
  constexpr std::size_t kWord = sizeof(std::uintptr_t);
  const std::uintptr_t end = low + bytes;
  for (std::uintptr_t at = (low + kWord - 1) / kWord * kWord; at + kWord <= end && !done(); at += kWord)
    reach(*reinterpret_cast<const volatile std::uintptr_t*>(at));
  follow();
}

void LeakSearch::keep(std::uintptr_t pointer) {
  reach(pointer);
  follow();
}

__attribute__((no_sanitize("address", "memory", "thread"))) void LeakSearch::follow() {
  while (!to_follow_.empty()) {
    const Block block = blocks_[to_follow_.back()];
    to_follow_.pop_back();
    for (std::size_t at = 0; at + sizeof(std::uintptr_t) <= block.bytes; at += sizeof(std::uintptr_t))
      reach(*reinterpret_cast<const volatile std::uintptr_t*>(block.start + at));
  }
}

std::vector<Block> LeakSearch::lost() const {
  std::vector<Block> lost;
  for (std::size_t i = 0; i < blocks_.size(); ++i)
    if (!reached_[i]) lost.push_back(blocks_[i]);
  std::sort(lost.begin(), lost.end(), [](const Block& a, const Block& b) { return a.number < b.number; });
  return lost;
}

}  // namespace weft
