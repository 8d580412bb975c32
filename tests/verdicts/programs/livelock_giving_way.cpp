// verdict: livelock
// says: every thread that can run takes part
// Why: each takes its own lock and tries the other's; both find it taken, give theirs back, and begin again in step.
// Only natively: the state of a thread is not compared byte for byte.
#include <atomic>
#include <thread>

std::atomic<bool> taken[2];

void visit(int own) {
  for (;;) {
    while (taken[own].exchange(true)) {
    }
    if (!taken[1 - own].exchange(true)) break;
    taken[own].store(false);
  }
  taken[1 - own].store(false);
  taken[own].store(false);
}

int main() {
  std::thread other(visit, 1);
  visit(0);
  other.join();
}
