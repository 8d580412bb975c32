// verdict: accepted
// Each station waits for its neighbour.
#include <cassert>
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex guard;
std::condition_variable passed;
int stations[4] = {1, 0, 0, 0};

void pass_on(int to) {
  std::unique_lock hold(guard);
  passed.wait(hold, [to] { return stations[to - 1] == 1; });
  stations[to] = stations[to - 1];
  passed.notify_all();
}

int main() {
  std::thread a(pass_on, 1), b(pass_on, 2), c(pass_on, 3);
  a.join(), b.join(), c.join();
  assert(stations[3] == 1);
}
