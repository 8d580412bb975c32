// pattern: removal locks the predecessor only: of two neighbours that are removed at once, one comes back
// known from: Herlihy and Shavit, "The Art of Multiprocessor Programming", section 9.5 (fine-grained
//   locking)
// verdict: wrong_result
#include <atomic>
#include <cassert>
#include <mutex>
#include <thread>

// 0 (the head) -> 1 -> 2 -> 3 (the tail)
std::mutex guards[4];
std::atomic<int> next[4]{1, 2, 3, 3};

void take_out(int node) {
  int before = 0;
  for (int at = next[0]; at != node; at = next[at]) before = at;
  std::lock_guard hold(guards[before]);
  next[before] = next[node].load();
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
  assert(!contains(2));
}
