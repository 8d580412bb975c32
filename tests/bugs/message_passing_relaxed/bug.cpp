// pattern: the flag is seen, and the message, an atomic too, is not there yet
// known from: Batty et al., "Mathematizing C++ Concurrency", POPL 2011 (message passing)
// verdict: wrong_result
// memory: rc11
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> message{0};
std::atomic<bool> sent{false};

int main() {
  std::thread sender([] {
    message.store(42, std::memory_order_relaxed);
    sent.store(true, std::memory_order_relaxed);
  });
  if (sent.load(std::memory_order_relaxed)) assert(message.load(std::memory_order_relaxed) == 42);
  sender.join();
}
