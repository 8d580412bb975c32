// verdict: accepted
// Why: a change of the upper half is a change.
#include <atomic>
#include <cstdint>
#include <thread>

std::atomic<std::uint64_t> ticket{0};

int main() {
  std::thread waiter([] { ticket.wait(0); });
  ticket.store(std::uint64_t{1} << 40);
  ticket.notify_all();
  waiter.join();
}
