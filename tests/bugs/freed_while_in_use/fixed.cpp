// verdict: accepted
// Says that it is done when it is.
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

struct Queue {
  int served = 0;
};

std::mutex guard;
std::condition_variable finished;
bool done = false;

void serve(Queue* queue) {
  std::lock_guard hold(guard);
  ++queue->served;
  done = true;
  finished.notify_one();
}

int main() {
  auto queue = std::make_unique<Queue>();
  std::thread worker(serve, queue.get());
  {
    std::unique_lock hold(guard);
    finished.wait(hold, [] { return done; });
    queue.reset();
  }
  worker.join();
}
