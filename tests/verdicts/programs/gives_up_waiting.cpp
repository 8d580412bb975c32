// verdict: accepted
// Why: nobody ever writes what this thread waits for, but it does not wait for ever: it counts its tries, each time
// in another place. A checker that does not see one of them takes the loop for a livelock.
#include <atomic>
#include <cstdlib>
#include <thread>
#include <utility>

std::atomic<bool> ready{false};
int tries = 0;
thread_local int own_tries = 0;
constexpr int kTries = 10;

#define APART __attribute__((noinline))

APART bool tries_again() { return ++tries <= kTries; }
APART bool tries_once_more() { return ++own_tries <= kTries; }
APART int look() { return ready.load(std::memory_order_relaxed) ? 1 : 0; }

APART void in_a_register() {
  for (int i = 0; i < kTries && !ready.load(); ++i) {
  }
}
APART void in_the_caller() {
  for (long i = 0; i < kTries; ++i)
    if (look() != 0) return;
}
// While it looks, the count is nowhere but among the operands of an addition.
APART int in_an_expression() {
  volatile int count = 0;
  do {
    const int before = count;
    count = 0;
    count = before + (1 - look());
  } while (count < kTries);
  return count;
}
APART void in_a_double(double step) {
  for (double i = 0; i < kTries; i += step)
    if (look() != 0) return;
}
// Sorting equal elements compares many of them, and the library alone knows how many it has.
int compare(const void*, const void*) { return look(); }
APART void in_a_library() {
  int numbers[kTries] = {};
  std::qsort(numbers, kTries, sizeof numbers[0], compare);
}
struct Waiter {
  virtual ~Waiter() = default;
  virtual int look_at(int) { return look(); }
};
APART void in_an_argument(Waiter& waiter, int left) {
  if (left > 0) in_an_argument(waiter, left - 1 + waiter.look_at(left));
}

int main() {
  std::thread waiting([] {
    while (!ready.load() && tries_again()) {
    }
    while (!ready.load() && tries_once_more()) {
    }
    in_a_register();
    in_the_caller();
    in_an_expression();
    in_a_double(1);
    in_a_library();
    Waiter waiter;
    in_an_argument(waiter, kTries);
  });
  waiting.join();
}
