// verdict: accepted
// Why: wait() sleeps only while the value is unchanged, so the notification cannot fall in between.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> state = 0;

int main() {
  std::thread waker([] {
    state.store(1);
    state.notify_one();
  });
  state.wait(0);
  assert(state.load() == 1);
  waker.join();
}
