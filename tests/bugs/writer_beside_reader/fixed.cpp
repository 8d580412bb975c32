// verdict: accepted
// One word says who is inside, and entering is one step.
#include <atomic>
#include <cassert>
#include <thread>

constexpr int kWriting = -1;
std::atomic<int> inside{0};  // how many read, or kWriting
std::atomic<int> first{0}, second{0};

void look() {
  int before = inside;
  while (before == kWriting || !inside.compare_exchange_strong(before, before + 1)) {
    std::this_thread::yield();
    before = inside;
  }
  assert(first == second);
  --inside;
}

void update() {
  int nobody = 0;
  while (!inside.compare_exchange_strong(nobody, kWriting)) {
    std::this_thread::yield();
    nobody = 0;
  }
  ++first;
  ++second;
  inside = 0;
}

int main() {
  std::thread reader(look);
  update();
  reader.join();
}
