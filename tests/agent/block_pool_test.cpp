#include "agent/block_pool.h"

#include <gtest/gtest.h>

#include <set>
#include <thread>
#include <vector>

namespace weft::runtime {
namespace {

TEST(BlockPool, BlocksInUseAreDifferent) {
  std::vector<ControlBlock*> blocks;
  for (int i = 0; i < 5'000; ++i) blocks.push_back(allocate_block(192));
  EXPECT_EQ(std::set(blocks.begin(), blocks.end()).size(), blocks.size());
  for (ControlBlock* block : blocks) release_block(block, 192);
}

TEST(BlockPool, ABlockIsUsedAgain) {
  ControlBlock* const block = allocate_block(64);
  release_block(block, 64);
  EXPECT_EQ(allocate_block(64), block);
  release_block(block, 64);
}

TEST(BlockPool, EveryBlockInUseIsVisited) {
  ControlBlock* const block = allocate_block(320);
  block->state.store(AgentState::runnable);
  int seen = 0;
  for_each_block([&](ControlBlock& visited) { seen += &visited == block; });
  EXPECT_EQ(seen, 1);
  release_block(block, 320);
  EXPECT_EQ(block->state.load(), AgentState::unused);
}

TEST(BlockPool, BlocksMoveBetweenThreads) {
  constexpr int kBlocks = 10'000;
  std::vector<ControlBlock*> blocks;
  std::thread([&] {
    for (int i = 0; i < kBlocks; ++i) blocks.push_back(allocate_block(128));
  }).join();
  for (ControlBlock* block : blocks) release_block(block, 128);
  std::set<ControlBlock*> again;
  std::thread([&] {
    for (int i = 0; i < kBlocks; ++i) again.insert(allocate_block(128));
    for (ControlBlock* block : again) release_block(block, 128);
  }).join();
  EXPECT_EQ(again.size(), static_cast<std::size_t>(kBlocks));
}

TEST(BlockPool, IdsAreNeverGivenTwice) {
  std::set<std::uint64_t> ids;
  std::vector<std::uint64_t> others;
  std::thread thread([&] {
    for (int i = 0; i < 3'000; ++i) others.push_back(new_agent_id());
  });
  for (int i = 0; i < 3'000; ++i) ids.insert(new_agent_id());
  thread.join();
  ids.insert(others.begin(), others.end());
  EXPECT_EQ(ids.size(), 6'000u);
}

}  // namespace
}  // namespace weft::runtime
