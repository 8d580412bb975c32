// verdict: accepted
// Closed and opened under one lock.
#include <cassert>
#include <mutex>
#include <thread>

std::mutex guard;
bool is_open = true;
int written = 0, files = 1;

void rotate() {
  std::lock_guard hold(guard);
  is_open = false;
  ++files;
  is_open = true;
}

void log() {
  std::lock_guard hold(guard);
  if (is_open) ++written;
}

int main() {
  std::thread logger(log);
  rotate();
  logger.join();
  assert(written == 1);
}
