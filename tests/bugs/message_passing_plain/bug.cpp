// pattern: a relaxed flag says that the plain data are there, and orders nothing
// known from: Williams, "C++ Concurrency in Action", chapter 5
// verdict: data_race
#include <atomic>
#include <cassert>
#include <thread>

int data = 0;
std::atomic<bool> ready{false};

int main() {
  std::thread sender([] {
    data = 42;
    ready.store(true, std::memory_order_relaxed);
  });
  if (ready.load(std::memory_order_relaxed)) assert(data == 42);
  sender.join();
}
