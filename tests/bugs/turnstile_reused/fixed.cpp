// verdict: accepted
// A permit for each, and a second turnstile that keeps the quick ones of the next round out.
#include <atomic>
#include <cassert>
#include <semaphore>
#include <thread>

constexpr int kThreads = 2, kRounds = 2;
std::counting_semaphore<8> turnstiles[2]{std::counting_semaphore<8>{0}, std::counting_semaphore<8>{0}};
std::atomic<int> arrived{0};
std::atomic<int> finished[kThreads];

void meet(int round) {
  std::counting_semaphore<8>& turnstile = turnstiles[round % 2];
  if (++arrived % kThreads == 0) turnstile.release(kThreads);
  turnstile.acquire();
}

void work(int me) {
  for (int round = 1; round <= kRounds; ++round) {
    finished[me] = round;
    meet(round);
    assert(finished[1 - me] >= round);
  }
}

int main() {
  std::thread other(work, 1);
  work(0);
  other.join();
}
