// verdict: accepted
// First the change, then the notification.
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex guard;
std::condition_variable filled;
int items = 0;

void put() {
  {
    std::lock_guard hold(guard);
    ++items;
  }
  filled.notify_one();
}

void take() {
  std::unique_lock hold(guard);
  while (items == 0) filled.wait(hold);
  --items;
}

int main() {
  std::thread consumer(take);
  put();
  consumer.join();
}
