// verdict: accepted
// Why: nobody passes the barrier before everybody has arrived, so what was written before it is visible after
// it.
#include <barrier>
#include <cassert>
#include <thread>

std::barrier both(2);
int values[2];

void exchange(int me) {
  values[me] = me + 1;
  both.arrive_and_wait();
  assert(values[1 - me] == 2 - me);
}

int main() {
  std::thread other(exchange, 1);
  exchange(0);
  other.join();
}
