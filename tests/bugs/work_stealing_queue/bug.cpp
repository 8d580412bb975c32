// pattern: owner and thief both take the last item: neither claims it by a compare-exchange
// known from: Chase and Lev, "Dynamic Circular Work-Stealing Deque", SPAA 2005; WSQ of Musuvathi et al.,
//   OSDI 2008
// verdict: wrong_result
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> top{0}, bottom{0};
std::atomic<int> times_taken[2];

void push() { ++bottom; }

void pop() {
  const int mine = --bottom;
  if (top <= mine)
    ++times_taken[mine];
  else
    bottom = mine + 1;
}

void steal() {
  const int oldest = top;
  if (oldest >= bottom) return;
  top = oldest + 1;
  ++times_taken[oldest];
}

int main() {
  push(), push();
  std::thread thief(steal);
  pop(), pop();
  thief.join();
  assert(times_taken[0] == 1 && times_taken[1] == 1);
}
