// verdict: accepted
// One operation that does both.
#include <cassert>
#include <map>
#include <mutex>
#include <thread>

std::mutex guard;
std::map<int, int> values;
int times_made = 0;

void remember() {
  std::lock_guard hold(guard);
  times_made += values.try_emplace(3, 9).second ? 1 : 0;
}

int main() {
  std::thread other(remember);
  remember();
  other.join();
  assert(times_made == 1);
}
