// verdict: accepted
// Taken out in one step: only one thread gets it.
#include <atomic>
#include <thread>

std::atomic<int*> buffer{new int(1)};

void clean_up() { delete buffer.exchange(nullptr); }

int main() {
  std::thread other(clean_up);
  clean_up();
  other.join();
}
