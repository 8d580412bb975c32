// An agent gives up waiting for a permit just when it comes: the permit is taken, or it is left.
//
// expect: verified
// mutant: gives_up_what_it_was_granted wrong_result core/sync/semaphore.cpp
//   - const bool gave_up = waiter.listed && withdraw() && waiters_.remove(waiter);
//   + const bool gave_up = true; if (waiter.listed) withdraw(), waiters_.remove(waiter);
// mutant: gives_up_but_still_counts wrong_result core/sync/semaphore.cpp
//   - waiter.listed && withdraw() && waiters_.remove(waiter)
//   + waiter.listed && waiters_.remove(waiter)
#include "agents.h"
#include "weft/semaphore.h"

int main() {
  weft::counting_semaphore<2> permits(0);
  bool got = false;
  verify::together([&] { got = permits.try_acquire_for(std::chrono::milliseconds(1)); },
                   [&] { permits.release(); });
  weft::expect(got != permits.try_acquire(), "the permit was taken or is still there");
}
