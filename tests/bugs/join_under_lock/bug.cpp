// pattern: a thread is waited for by somebody who holds the lock that it still needs
// known from: Farchi, Nir and Ur, "Concurrent Bug Patterns and How to Test Them", IPDPS 2003 (blocking in
//   a lock)
// verdict: deadlock
#include <mutex>
#include <thread>

std::mutex guard;
int finished = 0;

int main() {
  std::thread worker([] {
    std::lock_guard hold(guard);
    ++finished;
  });
  std::lock_guard hold(guard);
  worker.join();
}
