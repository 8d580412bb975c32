// pattern: a timed wait is assumed to be long enough: its answer is thrown away
// known from: Farchi, Nir and Ur, "Concurrent Bug Patterns and How to Test Them", IPDPS 2003 (sleep())
// verdict: wrong_result
#include <cassert>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex guard;
std::condition_variable answered;
int answer = 0;

int main() {
  std::thread worker([] {
    std::lock_guard hold(guard);
    answer = 42;
    answered.notify_one();
  });
  {
    std::unique_lock hold(guard);
    answered.wait_for(hold, std::chrono::hours(1), [] { return answer != 0; });
    assert(answer == 42);
  }
  worker.join();
}
