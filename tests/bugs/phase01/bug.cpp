// pattern: one way out of a function leaves the lock locked, and only some schedules take it
// known from: phase01 of Cordeiro and Fischer, "Verifying Multi-threaded Software", ICSE 2011
// verdict: deadlock
#include <mutex>
#include <thread>

std::mutex guard;
int phase = 0;

void advance() {
  guard.lock();
  ++phase;
  guard.unlock();
}

void work() {
  guard.lock();
  if (phase == 1) return;
  guard.unlock();
}

int main() {
  std::thread a(advance), b(work), c(advance);
  a.join(), b.join(), c.join();
}
