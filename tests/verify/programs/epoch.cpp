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
#include "reclamation.h"

int main() {
  const auto look = [](weft::epoch_domain& domain, std::atomic<verify::Object*>& shared) {
    weft::epoch_guard reading(domain);
    return verify::value_of(shared.load(std::memory_order_acquire));
  };
  verify::look_while_it_is_retired<weft::epoch_domain>(look, 2);
}
