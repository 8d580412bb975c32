// pattern: a barrier asks for its generation after it has counted itself in: it may be the next one already
// known from: Herlihy and Shavit, "The Art of Multiprocessor Programming", chapter 17 (barriers)
// verdict: livelock
#include <atomic>
#include <thread>

constexpr int kThreads = 2;
std::atomic<int> arrived{0}, generation{0};

void meet() {
  if (++arrived == kThreads) {
    arrived = 0;
    ++generation;
    return;
  }
  const int mine = generation;
  while (generation == mine) std::this_thread::yield();
}

int main() {
  std::thread other(meet);
  meet();
  other.join();
}
