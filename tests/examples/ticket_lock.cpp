// Two kernel threads take turns at a lock that serves in the order of arrival.
//
// prints: 20000
// prints: taken: yes, within 1 ms: no
#include "weft/ticket_lock.h"

#include <cstdio>
#include <mutex>
#include <thread>

using namespace std::chrono_literals;

int main() {
  weft::ticket_lock lock;
  long count = 0;  // guarded by lock
  const auto add = [&] {
    for (int i = 0; i < 10'000; ++i) {
      const std::lock_guard mine(lock);
      ++count;
    }
  };
  std::thread other(add);
  add();
  other.join();
  std::printf("%ld\n", count);

  const bool taken = lock.try_lock();
  const bool again = lock.try_lock_for(1ms);
  std::printf("taken: %s, within 1 ms: %s\n", taken ? "yes" : "no", again ? "yes" : "no");
  lock.unlock();
}
