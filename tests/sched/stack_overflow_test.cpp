// Compiled with -fstack-clash-protection.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>

#include "agent/stack_pool.h"
#include "sched/sanitizer.h"
#include "weft/fiber.h"
#include "weft/scheduler.h"

namespace weft {
namespace {

using testing::AllOf;
using testing::ContainsRegex;
using testing::ExitedWithCode;
using testing::HasSubstr;
using testing::KilledBySignal;
using testing::Not;

// A frame of `Bytes` at each level.
template <std::size_t Bytes>
[[gnu::noinline]] int descend(int depth) {
  char frame[Bytes];
  frame[0] = static_cast<char>(depth);
  asm volatile("" : : "r"(frame) : "memory");  // all of it is wanted
  return depth == 0 ? 0 : descend<Bytes>(depth - 1) + frame[0];
}

void fault() {
  volatile int* const nowhere = nullptr;
  *nowhere = 1;
}

template <class F>
void run_on_fiber(F body, std::size_t stack_bytes = 64 << 10) {
  scheduler workers({.workers = 2, .stack_bytes = stack_bytes});
  fiber deep(workers, body);
  deep.set_name("deep");
  deep.join();
}

void previous_handler(int, siginfo_t*, void*) {
  constexpr char kText[] = "previous handler\n";
  static_cast<void>(!write(STDERR_FILENO, kText, sizeof kText - 1));
  _exit(3);
}

void install_previous_handler() {
  struct sigaction action {};
  action.sa_sigaction = previous_handler;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK;
  sigaction(SIGSEGV, &action, nullptr);
}

class StackOverflowDeathTest : public testing::Test {
 protected:
  StackOverflowDeathTest() { GTEST_FLAG_SET(death_test_style, "threadsafe"); }
  void SetUp() override {
    if (kHandlesFaults) GTEST_SKIP() << "a sanitizer handles faults itself";
  }
};

constexpr char kReport[] =
    "weft: stack overflow: fiber [0-9]+ 'deep' has used all 65536 bytes of its stack. More: "
    "scheduler_settings::stack_bytes";

TEST_F(StackOverflowDeathTest, SaysWhoseStackItIs) {
  EXPECT_EXIT(run_on_fiber([] { yield(), descend<100>(100'000); }), KilledBySignal(SIGSEGV), kReport);
}

TEST_F(StackOverflowDeathTest, AlsoWhenTheFiberHasWaitedBefore) {
  EXPECT_EXIT(run_on_fiber([] {
                sleep_for(std::chrono::milliseconds(1));
                descend<100>(100'000);
              }),
              KilledBySignal(SIGSEGV), kReport);
}

TEST_F(StackOverflowDeathTest, SaysTheSizeThatWasAskedFor) {
  EXPECT_EXIT(run_on_fiber([] { descend<100>(100'000); }, 128 << 10), KilledBySignal(SIGSEGV),
              "all 131072 bytes");
}

TEST_F(StackOverflowDeathTest, FramesLargerThanAPageDoNotSkipTheGuard) {
  EXPECT_EXIT(run_on_fiber([] { descend<20'000>(1000); }), KilledBySignal(SIGSEGV), kReport);
  EXPECT_EXIT(run_on_fiber([] { descend<1 << 20>(1); }), KilledBySignal(SIGSEGV), kReport);
}

TEST_F(StackOverflowDeathTest, ThePreviousHandlerComesNext) {
  EXPECT_EXIT(
      {
        install_previous_handler();
        run_on_fiber([] { descend<100>(100'000); });
      },
      ExitedWithCode(3), AllOf(ContainsRegex(kReport), HasSubstr("previous handler")));
}

TEST_F(StackOverflowDeathTest, OtherFaultsAreNone) {
  EXPECT_EXIT(run_on_fiber(fault), KilledBySignal(SIGSEGV), Not(HasSubstr("weft:")));
}

TEST_F(StackOverflowDeathTest, OtherFaultsGoToThePreviousHandler) {
  EXPECT_EXIT(
      {
        install_previous_handler();
        run_on_fiber(fault);
      },
      ExitedWithCode(3), AllOf(Not(HasSubstr("weft:")), HasSubstr("previous handler")));
}

TEST_F(StackOverflowDeathTest, ASignalThatSomebodySendsStillKills) {
  EXPECT_EXIT(
      {
        run_on_fiber([] {});
        raise(SIGSEGV);
        _exit(0);
      },
      KilledBySignal(SIGSEGV), "");
}

TEST(StackAboveGuard, KnowsGuardPagesOnly) {
  using namespace runtime;
  StackPool pool(64 << 10);
  StackContext& context = pool.acquire();
  const std::byte* const low = context.stack.low;
  EXPECT_EQ(stack_above_guard(low - 1).context, &context);
  EXPECT_EQ(stack_above_guard(low - 1).bytes, std::size_t{64} << 10);
  EXPECT_EQ(stack_above_guard(low).context, nullptr);
  EXPECT_EQ(stack_above_guard(&pool).context, nullptr);
  pool.release(context);
}

TEST(StackAboveGuard, ForgetsPoolsThatAreGone) {
  const std::byte* guard = nullptr;
  {
    runtime::StackPool pool(64 << 10);
    guard = pool.acquire().stack.low - 1;
  }
  EXPECT_EQ(runtime::stack_above_guard(guard).context, nullptr);
}

}  // namespace
}  // namespace weft
