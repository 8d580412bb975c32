// A reader keeps what it may still see alive, without saying what that is.
//
// prints: while somebody reads: 1 retired, config 1
// prints: afterwards: 0 retired
#include "weft/epoch.h"

#include <atomic>
#include <cstdio>

struct config {
  int version;
};

int main() {
  weft::epoch_domain domain;
  std::atomic<config*> current{new config{1}};

  {
    const weft::epoch_guard reading(domain);
    const config* const seen = current.load(std::memory_order_acquire);

    config* const old = current.exchange(new config{2});  // somebody else replaces it meanwhile
    domain.retire(old);
    for (int i = 0; i < 4; ++i) domain.reclaim();
    std::printf("while somebody reads: %zu retired, config %d\n", domain.retired_count(), seen->version);
  }

  for (int i = 0; i < 4; ++i) domain.reclaim();  // retire() does this now and then
  std::printf("afterwards: %zu retired\n", domain.retired_count());
  delete current.load();
}
