// pattern: producers and consumers wait for one condition variable, and notify_one wakes the wrong one
// known from: Arpaci-Dusseau, "Operating Systems: Three Easy Pieces", chapter 30 (single condition
//   variable)
// verdict: deadlock
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex guard;
std::condition_variable changed;
bool full = false;

void put() {
  std::unique_lock hold(guard);
  while (full) changed.wait(hold);
  full = true;
  changed.notify_one();
}

void take() {
  std::unique_lock hold(guard);
  while (!full) changed.wait(hold);
  full = false;
  changed.notify_one();
}

int main() {
  std::thread a(take), b(take);
  put(), put();
  a.join(), b.join();
}
