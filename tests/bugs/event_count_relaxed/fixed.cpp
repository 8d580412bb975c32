// verdict: accepted
// seq_cst: one of the two sees the other.
#include <atomic>
#include <semaphore>
#include <thread>

std::atomic<bool> work{false}, sleeping{false};
std::binary_semaphore wakeup{0};

void sleep_until_work() {
  sleeping.store(true);
  if (!work.load()) wakeup.acquire();
}

void make_work() {
  work.store(true);
  if (sleeping.load()) wakeup.release();
}

int main() {
  std::thread sleeper(sleep_until_work);
  make_work();
  sleeper.join();
}
