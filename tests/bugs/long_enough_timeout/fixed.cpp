// verdict: accepted
// Says what happened when the time is over.
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
    const bool in_time = answered.wait_for(hold, std::chrono::hours(1), [] { return answer != 0; });
    assert(answer == (in_time ? 42 : 0));
  }
  worker.join();
}
