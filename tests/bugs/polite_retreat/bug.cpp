// pattern: both see the other's flag, take theirs down, raise it again, and so on in step
// known from: Ben-Ari, "Principles of Concurrent and Distributed Programming", chapter 3 (fourth attempt)
// verdict: livelock
#include <atomic>
#include <thread>

std::atomic<bool> wants[2];

void visit(int me) {
  wants[me] = true;
  while (wants[1 - me]) {
    wants[me] = false;
    std::this_thread::yield();
    wants[me] = true;
  }
  wants[me] = false;
}

int main() {
  std::thread other(visit, 1);
  visit(0);
  other.join();
}
