// verdict: accepted
// Why: the latch opens when the worker has counted down, and its result is visible then.
#include <cassert>
#include <latch>
#include <thread>

std::latch done(1);
int result = 0;

int main() {
  std::thread worker([] {
    result = 42;
    done.count_down();
  });
  done.wait();
  assert(result == 42);
  worker.join();
}
