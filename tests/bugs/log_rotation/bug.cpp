// pattern: a log is closed and opened again, and what happens in between is not written down
// known from: Lu et al., "Learning from Mistakes", ASPLOS 2008 (a database server's log)
// verdict: wrong_result
#include <atomic>
#include <cassert>
#include <mutex>
#include <thread>

std::mutex guard;
bool is_open = true;
int written = 0;

void set_open(bool open) {
  std::lock_guard hold(guard);
  is_open = open;
}

void log() {
  std::lock_guard hold(guard);
  if (is_open) ++written;
}

int main() {
  std::thread logger(log);
  set_open(false);
  set_open(true);
  logger.join();
  assert(written == 1);
}
