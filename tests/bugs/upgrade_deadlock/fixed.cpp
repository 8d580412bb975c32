// verdict: accepted
// One reader at a time may have the right to upgrade: it asks before it reads.
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex guard;
std::condition_variable left;
int readers = 0, value = 0;
bool promised = false;

void begin_upgradable_reading() {
  std::unique_lock hold(guard);
  left.wait(hold, [] { return !promised; });
  promised = true;
  ++readers;
}

void upgrade_and_write() {
  std::unique_lock hold(guard);
  left.wait(hold, [] { return readers == 1; });
  ++value;
  --readers;
  promised = false;
  left.notify_all();
}

void work() {
  begin_upgradable_reading();
  upgrade_and_write();
}

int main() {
  std::thread other(work);
  work();
  other.join();
}
