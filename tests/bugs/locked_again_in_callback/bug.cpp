// pattern: a callback comes back into the object that called it with its lock held
// known from: Lea, "Concurrent Programming in Java", 2nd ed., 1999, chapter 2 (open calls)
// verdict: deadlock
#include <atomic>
#include <mutex>
#include <thread>

std::mutex guard;
std::atomic<bool> verbose{false};
int lines = 0;

void log() {
  std::lock_guard hold(guard);
  ++lines;
}

void work() {
  std::lock_guard hold(guard);
  if (verbose) log();
}

int main() {
  std::thread worker(work);
  verbose = true;
  worker.join();
}
