// pattern: who waits inside gives back the inner lock, and keeps the outer one that the notifier needs
// known from: Lister, "The Problem of Nested Monitor Calls", Operating Systems Review 1977
// verdict: deadlock
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex outer, inner;
std::condition_variable filled;
int items = 0;

void take() {
  std::lock_guard hold_outer(outer);
  std::unique_lock hold(inner);
  while (items == 0) filled.wait(hold);
  --items;
}

void put() {
  std::lock_guard hold_outer(outer);
  std::lock_guard hold(inner);
  ++items;
  filled.notify_one();
}

int main() {
  std::thread consumer(take);
  put();
  consumer.join();
}
