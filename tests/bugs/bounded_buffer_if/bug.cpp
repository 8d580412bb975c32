// pattern: a woken consumer does not look again: somebody else came first and took the item
// known from: Arpaci-Dusseau, "Operating Systems: Three Easy Pieces", chapter 30 (if instead of while)
// verdict: wrong_result
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
  if (items == 0) filled.wait(hold);
  assert(items > 0);
  --items;
}

int main() {
  std::thread a(take), b(take);
  put(), put();
  a.join(), b.join();
}
