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
#include "reclamation.h"

int main() {
  const auto look = [](weft::hazard_domain& domain, std::atomic<verify::Object*>& shared) {
    weft::hazard_pointer hazard(domain);
    return verify::value_of(hazard.protect(shared));
  };
  verify::look_while_it_is_retired<weft::hazard_domain>(look, 1);
}
