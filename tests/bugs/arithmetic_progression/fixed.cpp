// verdict: accepted
// The producer waits until the last number was taken.
#include <cassert>
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex guard;
std::condition_variable changed;
int number = 0;
bool done = false;

void produce() {
  for (int i = 1; i <= 3; ++i) {
    std::unique_lock hold(guard);
    changed.wait(hold, [] { return number == 0; });
    number = i;
    done = i == 3;
    changed.notify_all();
  }
}

int main() {
  std::thread producer(produce);
  int total = 0;
  for (bool last = false; !last;) {
    std::unique_lock hold(guard);
    changed.wait(hold, [] { return number != 0; });
    total += number;
    number = 0;
    last = done;
    changed.notify_all();
  }
  producer.join();
  assert(total == 6);
}
