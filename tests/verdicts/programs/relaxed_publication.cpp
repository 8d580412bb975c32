// verdict: data_race
// Why: a relaxed flag is atomic but orders nothing: the data behind it is read and written at the same time.
#include <atomic>
#include <thread>

int data = 0;
std::atomic<bool> ready = false;

int main() {
  std::thread publisher([] {
    data = 42;
    ready.store(true, std::memory_order_relaxed);
  });
  int seen = 0;
  if (ready.load(std::memory_order_relaxed)) seen = data;
  publisher.join();
  return seen == 42 || seen == 0 ? 0 : 1;
}
