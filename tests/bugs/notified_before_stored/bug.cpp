// pattern: who waits for an atomic is woken before its value changes, looks, and sleeps for good
// known from: Franke, Russell and Kirkwood, "Fuss, Futexes and Furwocks", Ottawa Linux Symposium 2002
// verdict: deadlock
#include <atomic>
#include <thread>

std::atomic<int> state{0};

int main() {
  std::thread waiter([] { state.wait(0); });
  state.notify_one();
  state = 1;
  waiter.join();
}
