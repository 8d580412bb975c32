// pattern: contains() and insert() lock each for itself: a value that must be made once is made twice
// known from: Shacham et al., "Testing Atomicity of Composed Concurrent Operations", OOPSLA 2011
// verdict: wrong_result
#include <cassert>
#include <map>
#include <mutex>
#include <thread>

std::mutex guard;
std::map<int, int> values;
int times_replaced = 0;

bool contains(int key) {
  std::lock_guard hold(guard);
  return values.contains(key);
}

void insert(int key, int value) {
  std::lock_guard hold(guard);
  times_replaced += values.insert_or_assign(key, value).second ? 0 : 1;
}

void remember() {
  if (!contains(3)) insert(3, 9);
}

int main() {
  std::thread other(remember);
  remember();
  other.join();
  assert(times_replaced == 0);
}
