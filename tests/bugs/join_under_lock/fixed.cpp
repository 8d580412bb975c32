// verdict: accepted
// The lock is given back first.
#include <cassert>
#include <mutex>
#include <thread>

std::mutex guard;
int finished = 0;

int main() {
  std::thread worker([] {
    std::lock_guard hold(guard);
    ++finished;
  });
  {
    std::lock_guard hold(guard);
    ++finished;
  }
  worker.join();
  assert(finished == 2);
}
