// pattern: two readers want to become the writer, and each waits until the other has stopped reading
// known from: Williams, "C++ Concurrency in Action", chapter 3 (upgrade ownership)
// verdict: deadlock
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex guard;
std::condition_variable left;
int readers = 0, value = 0;

void begin_reading() {
  std::lock_guard hold(guard);
  ++readers;
}

void upgrade_and_write() {
  std::unique_lock hold(guard);
  left.wait(hold, [] { return readers == 1; });
  ++value;
  --readers;
  left.notify_all();
}

void work() {
  begin_reading();
  upgrade_and_write();
}

int main() {
  std::thread other(work);
  work();
  other.join();
}
