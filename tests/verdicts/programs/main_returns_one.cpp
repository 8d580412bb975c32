// verdict: wrong_result
// Why: a program says by its exit status that something went wrong; here in one of the two orders.
#include <mutex>
#include <thread>

std::mutex guard;
int last = 0;

void be_last(int who) {
  std::lock_guard hold(guard);
  last = who;
}

int main() {
  std::thread other(be_last, 2);
  be_last(1);
  other.join();
  return last == 2 ? 0 : 1;
}
