// verdict: accepted
// The new thread waits until it is written down.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> handle{0};

int create(std::thread& thread) {
  thread = std::thread([] {
    handle.wait(0);
    assert(handle == 7);
  });
  return 7;
}

int main() {
  std::thread thread;
  handle = create(thread);
  handle.notify_one();
  thread.join();
}
