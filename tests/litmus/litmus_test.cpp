// Every pattern under `weft check`, and many times on two real threads: the forbidden outcome must not be.
// Today the checker's memory is sequentially consistent, so that there only the interleavings are checked;
// real processors show some of what the orders allow, and on x86-64 no more than store buffering.
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "patterns.h"
#include "weft_check.h"

namespace litmus {
namespace {

constexpr int kBatch = 512;

// Two threads meet here; who waits for long lets others run.
class Meeting {
 public:
  void wait(int round) {
    arrived_.fetch_add(1);
    for (int looks = 0; arrived_.load() < 2 * round; ++looks)
      if (looks > 1000) std::this_thread::yield();
  }

 private:
  std::atomic<int> arrived_{0};
};

// How often the forbidden outcome was seen in so many batches; stops at the first.
template <class Pattern>
int count_forbidden(int batches) {
  std::unique_ptr<Pattern[]> patterns;
  Meeting begin, end;
  const auto make = [&] { patterns = std::make_unique<Pattern[]>(kBatch); };
  std::jthread other([&] {
    for (int round = 1; round <= batches; ++round) {
      begin.wait(round);
      for (int i = 0; i < kBatch; ++i) patterns[i].second();
      end.wait(round);
    }
  });
  int seen = 0;
  for (int round = 1; round <= batches; ++round) {
    make();
    begin.wait(round);
    for (int i = 0; i < kBatch; ++i) patterns[i].first();
    end.wait(round);
    for (int i = 0; i < kBatch; ++i) seen += patterns[i].forbidden() ? 1 : 0;
  }
  return seen;
}

template <class Pattern>
class Native : public testing::Test {};

using Forbidding = testing::Types<MessagePassing, MessagePassingByFence, MessagePassingThroughCount,
                                  StoreBuffering, StoreBufferingByAccesses, RelaxedCounter, SequenceNumber>;
TYPED_TEST_SUITE(Native, Forbidding);

TYPED_TEST(Native, ForbiddenOutcomeIsNotSeen) { EXPECT_EQ(count_forbidden<TypeParam>(1000), 0); }

// A heavy fence takes microseconds.
TEST(NativeAsymmetric, ForbiddenOutcomeIsNotSeen) {
  EXPECT_EQ(count_forbidden<StoreBufferingAsymmetric>(60), 0);
}

// Else the tests above would show nothing.
TEST(NativeUnfenced, OutcomeIsSeen) {
  constexpr int kMostBatches = 20'000;
  int seen = 0, batches = 0;
  for (; seen == 0 && batches < kMostBatches; batches += 100)
    seen = count_forbidden<StoreBufferingUnfenced>(100);
  RecordProperty("seen", seen);
  RecordProperty("batches", batches);
  if (seen == 0)
    GTEST_SKIP() << "not seen in " << batches * kBatch << " runs: two threads hardly ran at once";
}

class Checked : public testing::TestWithParam<const char*> {};

TEST_P(Checked, ForbiddenOutcomeIsImpossible) {
  const verify::ScratchFolder folder;
  const auto object = folder.path() / "pattern.o";
  const std::string flags = std::string("-D PATTERN=") + GetParam() + " -I '" WEFT_ROOT "/tests/litmus'";
  ASSERT_TRUE(verify::compile(WEFT_ROOT "/tests/litmus/checked.cpp", object, {}, flags));
  const nlohmann::json outcome = verify::check({object});
  ASSERT_TRUE(outcome.is_object()) << "weft check --json printed no JSON object";
  EXPECT_EQ(outcome.value("certainty", ""), "verified") << verify::summary_of(outcome);
}

INSTANTIATE_TEST_SUITE_P(Patterns, Checked,
                         testing::Values("MessagePassing", "MessagePassingByFence",
                                         "MessagePassingThroughCount", "StoreBuffering",
                                         "StoreBufferingByAccesses", "StoreBufferingAsymmetric",
                                         "RelaxedCounter", "SequenceNumber"),
                         [](const auto& info) { return std::string(info.param); });

}  // namespace
}  // namespace litmus
