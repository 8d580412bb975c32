// verdict: accepted
// The last item belongs to whoever moves `top`.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> top{0}, bottom{0};
std::atomic<int> times_taken[2];

void push() { ++bottom; }

void pop() {
  const int mine = --bottom;
  int oldest = top;
  if (oldest < mine) {
    ++times_taken[mine];
    return;
  }
  if (oldest == mine && top.compare_exchange_strong(oldest, oldest + 1)) ++times_taken[mine];
  bottom = mine + 1;
}

void steal() {
  int oldest = top;
  if (oldest < bottom && top.compare_exchange_strong(oldest, oldest + 1)) ++times_taken[oldest];
}

int main() {
  push(), push();
  std::thread thief(steal);
  pop(), pop();
  thief.join();
  assert(times_taken[0] == 1 && times_taken[1] == 1);
}
