// A reader looks at what a pointer leads to under a guard, while a writer takes it out of reach and moves the
// epoch on.
//
// expect: verified
// mutant: one_epoch_is_enough data_race core/include/weft/epoch.h
//   - entry.epoch + 2 <= epoch
//   + entry.epoch + 1 <= epoch
// mutant: guard_without_publishing data_race core/include/weft/epoch.h
//   - slot_.value.store(domain.epoch_.load(std::memory_order_relaxed), std::memory_order_seq_cst);
// mutant: readers_are_overlooked data_race core/include/weft/epoch.h
//   - if (!all_here) return epoch;
#include "weft/epoch.h"
#include "agents.h"

namespace {

struct Object {
  int value = 1;
  ~Object() { value = 0; }
};

}  // namespace

int main() {
  weft::epoch_domain domain;
  std::atomic<Object*> shared{new Object()};
  int seen = 1;
  verify::together(
      [&] {
        weft::epoch_guard reading(domain);
        if (const Object* const object = shared.load(std::memory_order_acquire)) seen = object->value;
      },
      [&] {
        domain.retire(shared.exchange(nullptr));
        for (int i = 0; i < 2; ++i) domain.reclaim();
      });
  weft::expect_equal(seen, 1, "value of an object under a guard");
  for (int i = 0; i < 2; ++i) domain.reclaim();
  weft::expect_equal(domain.retired_count(), 0u, "objects that are still kept");
}
