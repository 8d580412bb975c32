// verdict: accepted
// An atomic one.
#include <atomic>
#include <thread>

std::atomic<bool> stop{false};

int main() {
  std::thread worker([] {
    while (!stop) std::this_thread::yield();
  });
  stop = true;
  worker.join();
}
