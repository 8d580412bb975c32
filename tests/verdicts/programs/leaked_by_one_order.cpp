// verdict: leak
// Why: two threads may both find that nothing was made yet; then what one of them makes is lost.
// Only natively: leaks are not looked for.
#include <atomic>
#include <thread>

std::atomic<int*> made{nullptr};

void make() {
  if (made.load() == nullptr) made.store(new int(1));
}

int main() {
  std::thread other(make);
  make();
  other.join();
  delete made.load();
}
