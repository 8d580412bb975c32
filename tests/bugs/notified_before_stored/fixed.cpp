// verdict: accepted
// First the value.
#include <atomic>
#include <thread>

std::atomic<int> state{0};

int main() {
  std::thread waiter([] { state.wait(0); });
  state = 1;
  state.notify_one();
  waiter.join();
}
