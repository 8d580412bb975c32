// verdict: accepted
// Leaves when there is nothing more to do.
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
    if (queued == 0) return;
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
