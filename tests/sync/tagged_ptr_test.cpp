#include "weft/tagged_ptr.h"

#include <atomic>

#include "sync/on_agents.h"

namespace weft {
namespace {

using TaggedPtr = OnAgents;

TEST(TaggedPtrAlone, KeepsBoth) {
  int here = 5, there = 6;
  const tagged_ptr<int> first(&here, 7);
  EXPECT_EQ(first.pointer(), &here);
  EXPECT_EQ(*first, 5);
  EXPECT_EQ(first.tag(), 7u);
  const tagged_ptr<int> second = first.next(&there);
  EXPECT_EQ(second.pointer(), &there);
  EXPECT_EQ(second.tag(), 8u);
  EXPECT_NE(first, first.next(&here));
  EXPECT_FALSE(tagged_ptr<int>());
  EXPECT_TRUE(std::atomic<tagged_ptr<int>>::is_always_lock_free);
  const tagged_ptr<int> last(&here, tagged_ptr<int>::kMostTags - 1);
  EXPECT_EQ(last.next(&here).tag(), 0u);
  EXPECT_EQ(last.next(&here).pointer(), &here);
}

#if UINTPTR_MAX > 0xffffffff  // narrower addresses always leave room for the tag
TEST(TaggedPtrAlone, TooWideAnAddress) {
  EXPECT_THROW(tagged_ptr<char>(reinterpret_cast<char*>(std::uintptr_t{1} << 50)), std::length_error);
}
#endif

// Nodes go round between two stacks without reclamation: what ABA would break.
TEST_P(TaggedPtr, NodesThatComeBackAreNotMistaken) {
  struct Node {
    std::atomic<Node*> next{nullptr};
    std::atomic<int> owners{0};
  };
  struct Stack {
    std::atomic<tagged_ptr<Node>> top;
    void push(Node* node) {
      auto seen = top.load();
      do {
        node->next.store(seen.pointer());
      } while (!top.compare_exchange_weak(seen, seen.next(node)));
    }
    Node* pop() {
      auto seen = top.load();
      while (seen && !top.compare_exchange_weak(seen, seen.next(seen->next.load()))) {
      }
      return seen.pointer();
    }
  };
  std::vector<Node> nodes(4);
  Stack stack;
  for (Node& node : nodes) stack.push(&node);
  run(6, [&](int) {
    for (int round = 0; round < 1'000; ++round) {
      Node* const first = stack.pop();
      Node* const second = stack.pop();
      for (Node* node : {first, second}) {
        if (node == nullptr) continue;
        EXPECT_EQ(node->owners.fetch_add(1), 0);
        node->owners.fetch_sub(1);
        stack.push(node);
      }
    }
  });
  int left = 0;
  while (stack.pop() != nullptr) ++left;
  EXPECT_EQ(left, 4);
}

WEFT_ON_ALL_AGENTS(TaggedPtr);

}  // namespace
}  // namespace weft
