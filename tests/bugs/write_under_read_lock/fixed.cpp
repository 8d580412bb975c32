// verdict: accepted
// Who writes takes the lock for writers.
#include <cassert>
#include <mutex>
#include <shared_mutex>
#include <thread>

std::shared_mutex guard;
int lookups = 0;

void look_up() {
  std::lock_guard hold(guard);
  lookups = lookups + 1;
}

int main() {
  std::thread other(look_up);
  look_up();
  other.join();
  assert(lookups == 2);
}
