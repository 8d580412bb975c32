// verdict: accepted
// Both take the same lock first, so that nobody has to give way.
#include <atomic>
#include <thread>

std::atomic<bool> taken[2];

void take(int which) {
  while (taken[which].exchange(true))
    while (taken[which].load()) std::this_thread::yield();
}

void visit() {
  take(0);
  take(1);
  taken[1].store(false);
  taken[0].store(false);
}

int main() {
  std::thread other(visit);
  visit();
  other.join();
}
