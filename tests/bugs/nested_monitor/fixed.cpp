// verdict: accepted
// Nobody waits with the outer lock held.
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex outer, inner;
std::condition_variable filled;
int items = 0, calls = 0;

void count_call() {
  std::lock_guard hold(outer);
  ++calls;
}

void take() {
  count_call();
  std::unique_lock hold(inner);
  while (items == 0) filled.wait(hold);
  --items;
}

void put() {
  count_call();
  std::lock_guard hold(inner);
  ++items;
  filled.notify_one();
}

int main() {
  std::thread consumer(take);
  put();
  consumer.join();
}
