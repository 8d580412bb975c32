// pattern: a barrier made of a semaphore stays open after its first use; in the second round nobody waits
// known from: Downey, "The Little Book of Semaphores", section 3.6 (reusable barrier)
// verdict: wrong_result
#include <atomic>
#include <cassert>
#include <semaphore>
#include <thread>

constexpr int kThreads = 2, kRounds = 2;
std::counting_semaphore<8> turnstile{0};
std::atomic<int> arrived{0};
std::atomic<int> finished[kThreads];

void meet() {
  if (++arrived % kThreads == 0) turnstile.release();
  turnstile.acquire();
  turnstile.release();
}

void work(int me) {
  for (int round = 1; round <= kRounds; ++round) {
    finished[me] = round;
    meet();
    assert(finished[1 - me] >= round);
  }
}

int main() {
  std::thread other(work, 1);
  work(0);
  other.join();
}
