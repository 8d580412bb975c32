// Debuggers, profilers and exceptions walk a fiber's stack by its unwind tables and stop where it begins.
#include "agent/stack_walk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

#include "agent/pair.h"

namespace weft::testing {
namespace {

struct Walked : Pair {
  StackWalk walk;
};

__attribute__((noinline)) void walk_inside(void* argument) {
  auto& walked = *static_cast<Walked*>(argument);
  walked.walk = walk_stack();
  walked.finish();
}

TEST(StackWalk, EndsWhereTheFiberBegins) {
  Walked walked;
  walked.start(walk_inside);
  walked.to_other();
  EXPECT_EQ(walked.walk.end, _URC_END_OF_STACK);
  EXPECT_FALSE(walked.walk.endless);
  EXPECT_THAT(walked.walk.functions, ::testing::Contains(reinterpret_cast<void*>(walk_inside)));
  EXPECT_THAT(walked.walk.functions, ::testing::Not(::testing::Contains(nullptr)));
  EXPECT_LT(walked.walk.functions.size(), 10u) << "it went on into what started the fiber";
}

TEST(StackWalk, IsTheSameAfterASwitch) {
  Walked walked;
  walked.start([](void* argument) {
    static_cast<Walked*>(argument)->to_main();
    walk_inside(argument);
  });
  walked.to_other();
  walked.to_other();
  EXPECT_EQ(walked.walk.end, _URC_END_OF_STACK);
  EXPECT_FALSE(walked.walk.endless);
  EXPECT_THAT(walked.walk.functions, ::testing::Not(::testing::Contains(nullptr)));
}

// Profilers follow frame pointers: each frame holds its caller's.
TEST(StackWalk, ByFramePointersEndsAtNull) {
  Walked walked;
  walked.start([](void* argument) {
    auto* frame = static_cast<void* volatile*>(__builtin_frame_address(0));
    auto& p = *static_cast<Walked*>(argument);
    for (int i = 0; i < 10 && frame != nullptr; ++i) frame = static_cast<void* volatile*>(*frame);
    p.log = frame == nullptr ? "ends" : "goes on";
    p.finish();
  });
  walked.to_other();
  EXPECT_EQ(walked.log, "ends");
}

TEST(StackWalkDeathTest, AnExceptionThatNobodyCatchesTerminates) {
  const auto run = [] {
    Pair pair;
    pair.start([](void*) { throw std::runtime_error("out of the fiber"); });
    pair.to_other();
  };
  EXPECT_DEATH(run(), "out of the fiber");
}

}  // namespace
}  // namespace weft::testing
