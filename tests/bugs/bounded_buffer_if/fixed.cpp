// verdict: accepted
// Who was woken looks again.
#include <cassert>
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex guard;
std::condition_variable filled;
int items = 0;

void put() {
  std::lock_guard hold(guard);
  ++items;
  filled.notify_all();
}

void take() {
  std::unique_lock hold(guard);
  while (items == 0) filled.wait(hold);
  assert(items > 0);
  --items;
}

int main() {
  std::thread a(take), b(take);
  put(), put();
  a.join(), b.join();
}
