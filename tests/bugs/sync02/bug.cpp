// pattern: the notification comes before the change that it tells of
// known from: sync02 of Cordeiro and Fischer, ICSE 2011; Farchi, Nir and Ur, IPDPS 2003 (losing a notify)
// verdict: deadlock
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex guard;
std::condition_variable filled;
int items = 0;

void put() {
  filled.notify_one();
  std::lock_guard hold(guard);
  ++items;
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
