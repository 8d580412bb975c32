// verdict: accepted
// Asks for the generation first.
#include <atomic>
#include <thread>

constexpr int kThreads = 2;
std::atomic<int> arrived{0}, generation{0};

void meet() {
  const int mine = generation;
  if (++arrived == kThreads) {
    arrived = 0;
    ++generation;
    return;
  }
  while (generation == mine) std::this_thread::yield();
}

int main() {
  std::thread other(meet);
  meet();
  other.join();
}
