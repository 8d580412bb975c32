// verdict: accepted
// Hand over hand: predecessor and node are locked, and the predecessor is what is found under its lock.
#include <cassert>
#include <mutex>
#include <thread>

// 0 (the head) -> 1 -> 2 -> 3 (the tail)
std::mutex guards[4];
int next[4]{1, 2, 3, 3};

void take_out(int node) {
  int before = 0;
  std::unique_lock hold_before(guards[0]);
  while (next[before] != node) {
    std::unique_lock hold_next(guards[next[before]]);
    before = next[before];
    hold_before = std::move(hold_next);
  }
  std::lock_guard hold(guards[node]);
  next[before] = next[node];
}

bool contains(int node) {
  int at = 0;
  while (at != 3 && at != node) at = next[at];
  return at == node;
}

int main() {
  std::thread other(take_out, 2);
  take_out(1);
  other.join();
  assert(!contains(1) && !contains(2));
}
