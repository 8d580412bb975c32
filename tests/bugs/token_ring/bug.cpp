// pattern: each station copies its neighbour's token and hopes that the neighbour was first
// known from: token_ring of Cordeiro and Fischer, "Verifying Multi-threaded Software", ICSE 2011 (order
//   violation)
// verdict: wrong_result
#include <cassert>
#include <mutex>
#include <thread>

std::mutex guard;
int stations[4] = {1, 0, 0, 0};

void pass_on(int to) {
  std::lock_guard hold(guard);
  stations[to] = stations[to - 1];
}

int main() {
  std::thread a(pass_on, 1), b(pass_on, 2), c(pass_on, 3);
  a.join(), b.join(), c.join();
  assert(stations[3] == 1);
}
