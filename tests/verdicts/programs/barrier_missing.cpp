// verdict: deadlock
// Why: of the three that the barrier waits for, two come.
#include <barrier>
#include <thread>

int main() {
  std::barrier gate(3);
  std::thread other([&] { gate.arrive_and_wait(); });
  gate.arrive_and_wait();
  other.join();
}
