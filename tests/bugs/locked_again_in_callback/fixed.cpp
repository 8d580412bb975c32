// verdict: accepted
// Called back without the lock.
#include <atomic>
#include <mutex>
#include <thread>

std::mutex guard;
std::atomic<bool> verbose{false};
int lines = 0, steps = 0;

void log() {
  std::lock_guard hold(guard);
  ++lines;
}

void work() {
  {
    std::lock_guard hold(guard);
    ++steps;
  }
  if (verbose) log();
}

int main() {
  std::thread worker(work);
  verbose = true;
  worker.join();
}
