// pattern: the consumer notifies the condition that it waits for itself
// known from: sync01 of Cordeiro and Fischer, "Verifying Multi-threaded Software", ICSE 2011
// verdict: deadlock
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex guard;
std::condition_variable emptied, filled;
bool full = false;

void put() {
  std::unique_lock hold(guard);
  while (full) emptied.wait(hold);
  full = true;
  filled.notify_one();
}

void take() {
  std::unique_lock hold(guard);
  while (!full) filled.wait(hold);
  full = false;
  filled.notify_one();
}

int main() {
  std::thread producer([] { put(), put(); });
  take(), take();
  producer.join();
}
