#include "check/model_memory.h"

#include <gtest/gtest.h>

namespace weft {
namespace {

std::uintptr_t at(void* block) { return reinterpret_cast<std::uintptr_t>(block); }

TEST(ModelMemory, BlocksAreAlignedAndApart) {
  ModelMemory memory(2);
  for (std::size_t alignment : {1u, 16u, 64u, 4096u}) {
    void* block = memory.allocate(0, 33, alignment);
    EXPECT_EQ(at(block) % alignment, 0u);
    EXPECT_EQ(memory.size_of(block), 33u);
    EXPECT_EQ(memory.state(at(block), 33), HeapState::valid);
    EXPECT_EQ(memory.state(at(block), 34), HeapState::red_zone);
    EXPECT_EQ(memory.state(at(block) - 1, 1), HeapState::red_zone);
    EXPECT_EQ(memory.state(at(block) + 48, 1), HeapState::red_zone);
  }
}

TEST(ModelMemory, BlocksOfNoBytesHaveNoBytes) {
  ModelMemory memory(1);
  void* a = memory.allocate(0, 0, 16);
  void* b = memory.allocate(0, 0, 16);
  EXPECT_NE(a, b);
  EXPECT_EQ(memory.state(at(a), 1), HeapState::red_zone);
  EXPECT_EQ(memory.release(a), HeapState::valid);
  EXPECT_EQ(memory.release(a), HeapState::freed);
}

TEST(ModelMemory, FreedMemoryIsNotUsedAgain) {
  ModelMemory memory(1);
  void* first = memory.allocate(0, 100, 16);
  EXPECT_EQ(memory.release(first), HeapState::valid);
  EXPECT_EQ(memory.state(at(first) + 50, 1), HeapState::freed);
  EXPECT_NE(memory.allocate(0, 100, 16), first);
  EXPECT_EQ(memory.release(static_cast<char*>(first) + 16), HeapState::not_a_block);
}

TEST(ModelMemory, StartsOverAtTheSameAddresses) {
  ModelMemory memory(2);
  void* kept = memory.allocate(0, 8, 16);
  memory.keep_prefix();
  void* one = memory.allocate(0, 8, 16);
  void* other = memory.allocate(1, 8, 16);
  memory.release(kept);
  memory.start_over();
  EXPECT_EQ(memory.state(at(kept), 8), HeapState::valid);
  EXPECT_EQ(memory.state(at(one), 8), HeapState::not_a_block);
  EXPECT_EQ(memory.allocate(0, 8, 16), one);
  EXPECT_EQ(memory.allocate(1, 8, 16), other);
  EXPECT_EQ(memory.live_blocks(), 3u);
}

TEST(ModelMemory, NamesTheBlockAroundAnAddress) {
  ModelMemory memory(1);
  memory.allocate(0, 8, 16);
  void* second = memory.allocate(0, 40, 16);
  const ModelMemory::Block block = memory.block_at(at(second) + 39);
  EXPECT_EQ(block.start, at(second));
  EXPECT_EQ(block.bytes, 40u);
  EXPECT_EQ(block.number, 2u);
}

TEST(ModelMemory, BlocksAreFreshUntilTheyAreWritten) {
  ModelMemory memory(2);
  auto* block = static_cast<unsigned char*>(memory.allocate(0, 16, 16));
  const auto start = reinterpret_cast<std::uintptr_t>(block);
  EXPECT_TRUE(memory.is_fresh(start, 8));
  block[9] = 0;
  EXPECT_TRUE(memory.is_fresh(start, 8));
  EXPECT_FALSE(memory.is_fresh(start + 8, 8));
  EXPECT_FALSE(memory.is_fresh(start + 12, 8));  // beyond the block
  memory.release(block);
  EXPECT_FALSE(memory.is_fresh(start, 8));
}

TEST(ModelMemory, StopsAtItsBudget) {
  ModelMemory memory(1);
  memory.set_budget(1000);
  EXPECT_NE(memory.allocate(0, 900, 16), nullptr);
  EXPECT_EQ(memory.allocate(0, 101, 16), nullptr);
}

}  // namespace
}  // namespace weft
