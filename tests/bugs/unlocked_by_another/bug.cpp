// pattern: a thread that gives up waiting unlocks "for" the one that has the lock
// known from: POSIX.1-2017, pthread_mutex_unlock: undefined for a thread that is not the owner
// verdict: misuse
#include <atomic>
#include <mutex>
#include <thread>

std::mutex guard;
std::atomic<bool> busy{false};

void work() {
  guard.lock();
  busy = true;
  busy = false;
  guard.unlock();
}

void interrupt() {
  if (busy) guard.unlock();
}

int main() {
  std::thread worker(work);
  interrupt();
  worker.join();
}
