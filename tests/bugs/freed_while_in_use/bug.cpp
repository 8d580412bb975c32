// pattern: who sees that the work is done frees the queue, which its worker has not left yet
// known from: Yu and Narayanasamy, "A Case for an Interleaving Constrained Multi-Processor", ISCA 2009
//   (pbzip2)
// verdict: memory_error
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
  {
    std::lock_guard hold(guard);
    done = true;
    finished.notify_one();
  }
  std::lock_guard hold(guard);
  ++queue->served;
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
