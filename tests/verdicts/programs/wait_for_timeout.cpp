// verdict: accepted
// Why: nobody ever notifies, and a timed wait ends all the same.
#include <cassert>
#include <chrono>
#include <condition_variable>
#include <mutex>

std::mutex guard;
std::condition_variable changed;

int main() {
  std::unique_lock hold(guard);
  assert(!changed.wait_for(hold, std::chrono::hours(1), [] { return false; }));
}
