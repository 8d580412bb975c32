// An agent gives up waiting for a permit just when it comes: the permit is taken, or it is left.
//
// expect: verified
// mutant: gives_up_what_it_was_granted wrong_result core/sync/semaphore.cpp
//   - return waiter.listed && at.withdraw_one() && at.waiters_.remove(waiter);
//   + if (waiter.listed) at.withdraw_one(), at.waiters_.remove(waiter); return true;
// mutant: gives_up_but_still_counts wrong_result core/sync/semaphore.cpp
//   - waiter.listed && at.withdraw_one() && at.waiters_.remove(waiter)
//   + waiter.listed && at.waiters_.remove(waiter)
#include "agents.h"
#include "weft/semaphore.h"

int main() {
  weft::counting_semaphore<2> permits(0);
  bool got = false;
  verify::together([&] { got = permits.try_acquire_for(std::chrono::milliseconds(1)); },
                   [&] { permits.release(); });
  weft::expect(got != permits.try_acquire(), "the permit was taken or is still there");
}
