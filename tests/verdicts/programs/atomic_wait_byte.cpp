// verdict: accepted
// Why: a flag of one byte is waited for whatever its address and its neighbours.
#include <atomic>
#include <thread>

struct {
  std::atomic<bool> before{false}, ready{false}, after{false};
} flags;

int main() {
  std::thread waiter([] { flags.ready.wait(false); });
  flags.before.store(true);
  flags.ready.store(true);
  flags.ready.notify_one();
  flags.after.store(true);
  waiter.join();
}
