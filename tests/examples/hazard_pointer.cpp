// A reader says which object it looks at; only that one has to stay.
//
// prints: 1 of 3 stays: value 1
// prints: 0 left
#include "weft/hazard_pointer.h"

#include <atomic>
#include <cstdio>

int main() {
  weft::hazard_domain domain;
  std::atomic<int*> shared{new int(1)};
  {
    weft::hazard_pointer hazard(domain);
    const int* const seen = hazard.protect(shared);

    for (int value : {2, 3, 4}) domain.retire(shared.exchange(new int(value)));
    domain.reclaim();  // retire() does this now and then
    std::printf("%zu of 3 stays: value %d\n", domain.retired_count(), *seen);
  }
  domain.reclaim();
  std::printf("%zu left\n", domain.retired_count());
  delete shared.load();
}
