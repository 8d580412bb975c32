// pattern: a driver looks whether it is being stopped, and only then counts itself as at work
// known from: Qadeer and Wu, "KISS: Keep It Simple and Sequential", PLDI 2004
// verdict: wrong_result
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> pending{1};
std::atomic<bool> stopping{false}, stopped{false};

void leave() {
  if (--pending == 0) stopped = true;
}

void work() {
  if (stopping) return;
  ++pending;
  assert(!stopped);
  leave();
}

void stop() {
  stopping = true;
  leave();
}

int main() {
  std::thread worker(work);
  stop();
  worker.join();
}
