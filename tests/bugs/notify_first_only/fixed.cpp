// verdict: accepted
// One notification an item.
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex guard;
std::condition_variable filled;
int items = 0;

void put() {
  std::lock_guard hold(guard);
  ++items;
  filled.notify_one();
}

void take() {
  std::unique_lock hold(guard);
  while (items == 0) filled.wait(hold);
  --items;
}

int main() {
  std::thread a(take), b(take);
  put(), put();
  a.join(), b.join();
}
