// pattern: the sleeper announces itself and looks for work, the waker makes work and looks for sleepers:
//   both miss
// known from: Vyukov's event counts; the sleepers' flag of work-stealing schedulers (store buffering)
// verdict: deadlock
// memory: rc11
#include <atomic>
#include <semaphore>
#include <thread>

std::atomic<bool> work{false}, sleeping{false};
std::binary_semaphore wakeup{0};

void sleep_until_work() {
  sleeping.store(true, std::memory_order_release);
  if (!work.load(std::memory_order_acquire)) wakeup.acquire();
}

void make_work() {
  work.store(true, std::memory_order_release);
  if (sleeping.load(std::memory_order_acquire)) wakeup.release();
}

int main() {
  std::thread sleeper(sleep_until_work);
  make_work();
  sleeper.join();
}
