// pattern: a barrier's count is back at zero only until a quick thread arrives again; a slow one then
//   waits on
// known from: Mellor-Crummey and Scott, "Algorithms for Scalable Synchronization", TOCS 1991 (sense
//   reversal)
// verdict: deadlock
#include <condition_variable>
#include <mutex>
#include <thread>

constexpr int kThreads = 2, kRounds = 2;
std::mutex guard;
std::condition_variable all_here;
int arrived = 0;

void meet() {
  std::unique_lock hold(guard);
  if (++arrived == kThreads) {
    arrived = 0;
    all_here.notify_all();
  } else {
    while (arrived != 0) all_here.wait(hold);
  }
}

void work() {
  for (int round = 0; round < kRounds; ++round) meet();
}

int main() {
  std::thread other(work);
  work();
  other.join();
}
