// verdict: accepted
// The flag is released and acquired; the message itself may stay relaxed.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> message{0};
std::atomic<bool> sent{false};

int main() {
  std::thread sender([] {
    message.store(42, std::memory_order_relaxed);
    sent.store(true, std::memory_order_release);
  });
  if (sent.load(std::memory_order_acquire)) assert(message.load(std::memory_order_relaxed) == 42);
  sender.join();
}
