// pattern: the owner takes `bottom` down and looks at `top` without a fence: a thief sees the old `bottom`
// known from: Le, Pop, Cohen and Zappa Nardelli, "Correct and Efficient Work-Stealing for Weak Memory
//   Models", PPoPP 2013
// verdict: wrong_result
// memory: rc11
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> top{0}, bottom{2};
std::atomic<int> times_taken[2];

void pop() {
  const int mine = bottom.load(std::memory_order_relaxed) - 1;
  bottom.store(mine, std::memory_order_relaxed);
  int oldest = top.load(std::memory_order_relaxed);
  if (oldest < mine) {
    ++times_taken[mine];
    return;
  }
  if (oldest == mine && top.compare_exchange_strong(oldest, oldest + 1)) ++times_taken[mine];
  bottom.store(mine + 1, std::memory_order_relaxed);
}

void steal() {
  int oldest = top.load(std::memory_order_acquire);
  if (oldest < bottom.load(std::memory_order_acquire) && top.compare_exchange_strong(oldest, oldest + 1))
    ++times_taken[oldest];
}

int main() {
  std::thread thief([] { steal(), steal(); });
  pop();
  thief.join();
  assert(times_taken[0] <= 1 && times_taken[1] <= 1);
}
