// pattern: a worker leaves as soon as it sees that the pool stops, with tasks still in the queue
// known from: Lea, "Concurrent Programming in Java", 2nd ed., 1999, chapter 4 (worker threads)
// verdict: wrong_result
#include <cassert>
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex guard;
std::condition_variable changed;
int queued = 0, finished = 0;
bool stopping = false;

void work() {
  for (;;) {
    std::unique_lock hold(guard);
    changed.wait(hold, [] { return queued > 0 || stopping; });
    if (stopping) return;
    --queued;
    ++finished;
  }
}

int main() {
  std::thread worker(work);
  {
    std::lock_guard hold(guard);
    ++queued;
    changed.notify_one();
  }
  {
    std::lock_guard hold(guard);
    stopping = true;
    changed.notify_one();
  }
  worker.join();
  assert(finished == 1);
}
