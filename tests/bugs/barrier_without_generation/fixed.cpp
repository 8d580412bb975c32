// verdict: accepted
// Waits for the end of its own generation.
#include <condition_variable>
#include <mutex>
#include <thread>

constexpr int kThreads = 2, kRounds = 2;
std::mutex guard;
std::condition_variable all_here;
int arrived = 0, generation = 0;

void meet() {
  std::unique_lock hold(guard);
  const int mine = generation;
  if (++arrived == kThreads) {
    arrived = 0;
    ++generation;
    all_here.notify_all();
  } else {
    while (generation == mine) all_here.wait(hold);
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
