// pattern: the writer of a ring does not ask whether it is full, and overwrites what nobody has read
// known from: circular_buffer of Cordeiro and Fischer, "Verifying Multi-threaded Software", ICSE 2011
// verdict: wrong_result
#include <cassert>
#include <condition_variable>
#include <mutex>
#include <thread>

constexpr int kSlots = 2, kItems = 3;
std::mutex guard;
std::condition_variable written;
int ring[kSlots], next_in = 0, next_out = 0;

void send(int item) {
  std::lock_guard hold(guard);
  ring[next_in++ % kSlots] = item;
  written.notify_one();
}

int receive() {
  std::unique_lock hold(guard);
  written.wait(hold, [] { return next_out < next_in; });
  return ring[next_out++ % kSlots];
}

int main() {
  std::thread sender([] {
    for (int i = 0; i < kItems; ++i) send(i);
  });
  for (int i = 0; i < kItems; ++i) assert(receive() == i);
  sender.join();
}
