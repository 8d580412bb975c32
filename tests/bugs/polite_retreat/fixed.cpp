// verdict: accepted
// Only one of the two retreats.
#include <atomic>
#include <thread>

std::atomic<bool> wants[2];

void visit(int me) {
  wants[me] = true;
  while (wants[1 - me]) {
    if (me == 1) wants[me] = false;
    while (wants[1 - me]) std::this_thread::yield();
    wants[me] = true;
  }
  wants[me] = false;
}

int main() {
  std::thread other(visit, 1);
  visit(0);
  other.join();
}
