// verdict: accepted
// When both want to, the first of them goes first.
#include <atomic>
#include <thread>

std::atomic<bool> wants[2], done[2];

void pass(int me) {
  wants[me] = true;
  if (me == 1 && wants[0])
    while (!done[0]) std::this_thread::yield();
  done[me] = true;
}

int main() {
  std::thread other(pass, 1);
  pass(0);
  other.join();
}
