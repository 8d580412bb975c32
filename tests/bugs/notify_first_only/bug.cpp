// pattern: a producer notifies only when the buffer was empty; the second of two sleeping consumers
//   sleeps on
// known from: Herlihy and Shavit, "The Art of Multiprocessor Programming", section 8.2 (lost wakeup)
// verdict: deadlock
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex guard;
std::condition_variable filled;
int items = 0;

void put() {
  std::lock_guard hold(guard);
  if (++items == 1) filled.notify_one();
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
