// verdict: accepted
// The writer waits for a free slot.
#include <cassert>
#include <condition_variable>
#include <mutex>
#include <thread>

constexpr int kSlots = 2, kItems = 3;
std::mutex guard;
std::condition_variable written, taken;
int ring[kSlots], next_in = 0, next_out = 0;

void send(int item) {
  std::unique_lock hold(guard);
  taken.wait(hold, [] { return next_in < next_out + kSlots; });
  ring[next_in++ % kSlots] = item;
  written.notify_one();
}

int receive() {
  std::unique_lock hold(guard);
  written.wait(hold, [] { return next_out < next_in; });
  taken.notify_one();
  return ring[next_out++ % kSlots];
}

int main() {
  std::thread sender([] {
    for (int i = 0; i < kItems; ++i) send(i);
  });
  for (int i = 0; i < kItems; ++i) assert(receive() == i);
  sender.join();
}
