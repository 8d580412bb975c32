// verdict: accepted
// The lock is given back on every way out.
#include <mutex>
#include <thread>

std::mutex guard;
int phase = 0;

void advance() {
  std::lock_guard hold(guard);
  ++phase;
}

void work() {
  std::lock_guard hold(guard);
  if (phase == 1) return;
}

int main() {
  std::thread a(advance), b(work), c(advance);
  a.join(), b.join(), c.join();
}
