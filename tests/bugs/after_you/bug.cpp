// pattern: two threads see each other's wish, both step back, and each waits for the other to be done first
// known from: Goetz et al., "Java Concurrency in Practice", section 10.3 (overly polite people in a
//   hallway)
// verdict: livelock
#include <atomic>
#include <thread>

std::atomic<bool> wants[2], done[2];

void pass(int me) {
  wants[me] = true;
  if (wants[1 - me])
    while (!done[1 - me]) std::this_thread::yield();
  done[me] = true;
}

int main() {
  std::thread other(pass, 1);
  pass(0);
  other.join();
}
