// A reader looks at what a pointer leads to, while a writer takes it out of reach and frees what nobody
// protects.
//
// expect: verified
// mutant: protect_without_publishing data_race core/include/weft/hazard_pointer.h
//   - slot_.value.store(wanted, std::memory_order_seq_cst);
// mutant: protect_without_second_look memory_error core/include/weft/hazard_pointer.h
//   - return expected == wanted;
//   + return expected = wanted, true;
// mutant: reset_without_release data_race core/include/weft/detail/slots.h
//   - mine.value.store(T{}, std::memory_order_release);
//   + mine.value.store(T{}, std::memory_order_relaxed);
#include "weft/hazard_pointer.h"
#include "agents.h"

namespace {

struct Object {
  int value = 1;
  ~Object() { value = 0; }
};

}  // namespace

int main() {
  weft::hazard_domain domain;
  std::atomic<Object*> shared{new Object()};
  int seen = 1;
  verify::together(
      [&] {
        weft::hazard_pointer hazard(domain);
        if (const Object* const object = hazard.protect(shared)) seen = object->value;
      },
      [&] {
        domain.retire(shared.exchange(nullptr));
        domain.reclaim();
      });
  weft::expect_equal(seen, 1, "value of a protected object");
  domain.reclaim();
  weft::expect_equal(domain.retired_count(), 0u, "objects that are still kept");
}
