// verdict: accepted
// Why: a timed lock gives up while another thread holds the mutex, and takes it once that thread has let go.
#include <cassert>
#include <chrono>
#include <mutex>
#include <thread>

std::timed_mutex guard;

int main() {
  guard.lock();
  std::thread other([] { assert(!guard.try_lock_for(std::chrono::minutes(1))); });
  other.join();
  guard.unlock();
  assert(guard.try_lock_for(std::chrono::minutes(1)));
  guard.unlock();
}
