// pattern: a new thread uses the handle that its creator has yet to write down
// known from: Lu et al., "Learning from Mistakes", ASPLOS 2008 (order violation)
// verdict: wrong_result
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> handle{0};

int create(std::thread& thread) {
  thread = std::thread([] { assert(handle == 7); });
  return 7;
}

int main() {
  std::thread thread;
  handle = create(thread);
  thread.join();
}
