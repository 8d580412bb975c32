// Hazard pointers and epochs: nothing is destroyed while somebody may look at it, everything in the end.
#include <atomic>
#include <memory>

#include "sync/on_agents.h"
#include "weft/epoch.h"
#include "weft/hazard_pointer.h"

namespace weft {
namespace {

using Reclamation = OnAgents;

struct Value {
  explicit Value(std::atomic<long>& counter) : alive(counter) { ++alive; }
  ~Value() {
    good.store(false);
    --alive;
  }
  std::atomic<long>& alive;
  std::atomic<bool> good{true};
};

// Writers replace a value over and over; readers look at it in between.
template <class Read, class Retire, class Run>
void replace_and_read(const Run& run, std::atomic<long>& alive, const Read& read, const Retire& retire) {
  std::atomic<Value*> current{new Value(alive)};
  run(6, [&](int i) {
    for (int round = 0; round < 1'000; ++round) {
      if (i < 2)
        retire(current.exchange(new Value(alive), std::memory_order_acq_rel));
      else
        read(current);
      if (round % 100 == 0) yield();
    }
  });
  retire(current.load());
}

TEST_P(Reclamation, HazardPointersProtectWhatIsRead) {
  std::atomic<long> alive{0};
  {
    hazard_domain domain;
    replace_and_read([&](int n, auto work) { run(n, work); }, alive,
                     [&](std::atomic<Value*>& current) {
                       hazard_pointer hazard(domain);
                       const Value* const value = hazard.protect(current);
                       EXPECT_TRUE(value->good.load());
                       yield();  // the protection moves with the fiber
                       EXPECT_TRUE(value->good.load());
                     },
                     [&](Value* value) { domain.retire(value); });
    EXPECT_LE(alive.load(), 64 + 2 * 32 + 1);  // the bound that the header promises
    domain.reclaim();
    EXPECT_EQ(alive.load(), 0);
    EXPECT_EQ(domain.retired_count(), 0u);
  }
  EXPECT_EQ(alive.load(), 0);
}

TEST_P(Reclamation, EpochsProtectWhatIsRead) {
  std::atomic<long> alive{0};
  {
    epoch_domain domain;
    replace_and_read([&](int n, auto work) { run(n, work); }, alive,
                     [&](std::atomic<Value*>& current) {
                       const epoch_guard reading(domain);
                       const Value* const value = current.load(std::memory_order_acquire);
                       EXPECT_TRUE(value->good.load());
                       yield();
                       EXPECT_TRUE(value->good.load());
                     },
                     [&](Value* value) { domain.retire(value); });
    for (int i = 0; i < 3; ++i) domain.reclaim();
    EXPECT_EQ(alive.load(), 0);
  }
  EXPECT_EQ(alive.load(), 0);
}

WEFT_ON_ALL_AGENTS(Reclamation);

TEST(ReclamationAlone, OnlyTheProtectedOneStays) {
  std::atomic<long> alive{0};
  hazard_domain domain;
  std::atomic<Value*> first{new Value(alive)}, second{new Value(alive)};
  {
    hazard_pointer hazard(domain);
    hazard.protect(first);
    domain.retire(first.load());
    domain.retire(second.load());
    domain.reclaim();
    EXPECT_EQ(alive.load(), 1);
    EXPECT_TRUE(first.load()->good.load());
    hazard.reset();
    domain.reclaim();
    EXPECT_EQ(alive.load(), 0);
  }
  std::atomic<Value*> nothing{nullptr};
  hazard_pointer hazard(domain);
  EXPECT_EQ(hazard.protect(nothing), nullptr);
}

TEST(ReclamationAlone, MoreHazardPointersThanPlaces) {
  std::atomic<long> alive{0};
  hazard_domain domain;
  std::vector<std::unique_ptr<hazard_pointer>> hazards;
  std::vector<std::unique_ptr<std::atomic<Value*>>> values;
  for (int i = 0; i < 100; ++i) {
    values.push_back(std::make_unique<std::atomic<Value*>>(new Value(alive)));
    hazards.push_back(std::make_unique<hazard_pointer>(domain));
    hazards.back()->protect(*values.back());
  }
  for (auto& value : values) domain.retire(value->load());
  domain.reclaim();
  EXPECT_EQ(alive.load(), 100);
  hazards.resize(40);
  domain.reclaim();
  EXPECT_EQ(alive.load(), 40);
  hazards.clear();
  domain.reclaim();
  EXPECT_EQ(alive.load(), 0);
}

TEST(ReclamationAlone, AReaderHoldsItsEpochBack) {
  std::atomic<long> alive{0};
  epoch_domain domain;
  {
    const epoch_guard reading(domain);
    domain.retire(new Value(alive));
    for (int i = 0; i < 10; ++i) domain.reclaim();
    EXPECT_EQ(alive.load(), 1);
    const epoch_guard nested(domain);
  }
  domain.reclaim();
  domain.reclaim();
  EXPECT_EQ(alive.load(), 0);
}

}  // namespace
}  // namespace weft
