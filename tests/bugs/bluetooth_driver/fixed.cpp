// verdict: accepted
// Counts itself first, and looks then.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> pending{1};
std::atomic<bool> stopping{false}, stopped{false};

void leave() {
  if (--pending == 0) stopped = true;
}

void work() {
  ++pending;
  if (!stopping) assert(!stopped);
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
