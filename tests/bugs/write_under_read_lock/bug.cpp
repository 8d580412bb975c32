// pattern: a function that also counts takes the lock for readers, which lets others in
// known from: Savage et al., "Eraser", TOCS 1997 (locks held in read mode protect no write)
// verdict: wrong_result
#include <atomic>
#include <cassert>
#include <shared_mutex>
#include <thread>

std::shared_mutex guard;
std::atomic<int> lookups{0};

void look_up() {
  std::shared_lock hold(guard);
  lookups = lookups + 1;
}

int main() {
  std::thread other(look_up);
  look_up();
  other.join();
  assert(lookups == 2);
}
