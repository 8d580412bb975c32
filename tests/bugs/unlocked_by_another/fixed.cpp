// verdict: accepted
// Asks the owner to stop, who unlocks.
#include <atomic>
#include <mutex>
#include <thread>

std::mutex guard;
std::atomic<bool> busy{false}, stop{false};

void work() {
  guard.lock();
  busy = !stop;
  busy = false;
  guard.unlock();
}

void interrupt() {
  if (busy) stop = true;
}

int main() {
  std::thread worker(work);
  interrupt();
  worker.join();
}
