// verdict: accepted
// Why: readers share the lock, the writer has it alone, so no reader sees half an update.
#include <cassert>
#include <mutex>
#include <shared_mutex>
#include <thread>

std::shared_mutex guard;
int left = 0, right = 0;

void look() {
  std::shared_lock hold(guard);
  assert(left == right);
}

int main() {
  std::thread a(look), b(look);
  {
    std::lock_guard hold(guard);
    ++left;
    ++right;
  }
  a.join();
  b.join();
}
