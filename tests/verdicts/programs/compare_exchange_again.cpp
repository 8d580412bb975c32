// verdict: accepted
// A compare-exchange that fails because somebody was faster in between is tried again from the very same state: no
// livelock.
#include <atomic>
#include <thread>

std::atomic<int> owner{0};
std::atomic<int> looked_at{0};

void take() {
  for (;;) {
    int nobody = 0;
    if (owner.load() == 0 && looked_at.load() == 0 && owner.compare_exchange_strong(nobody, 1)) break;
    std::this_thread::yield();
  }
  owner.store(0);
}

int main() {
  std::thread a(take), b([] { take(), take(); });
  a.join(), b.join();
  return owner.load();
}
