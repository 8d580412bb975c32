// verdict: accepted
// Why: nobody passes the latch before all three have arrived.
#include <cassert>
#include <latch>
#include <thread>

std::latch all(3);
int first = 0, second = 0;

int main() {
  std::thread one([] {
    first = 1;
    all.count_down();
  });
  std::thread two([] {
    second = 2;
    all.arrive_and_wait();
  });
  all.arrive_and_wait();
  assert(first + second == 3);
  one.join();
  two.join();
}
