// verdict: accepted
// All who wait are told.
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex guard;
std::condition_variable opened;
bool is_open = false;

void pass() {
  std::unique_lock hold(guard);
  while (!is_open) opened.wait(hold);
}

int main() {
  std::thread a(pass), b(pass);
  {
    std::lock_guard hold(guard);
    is_open = true;
  }
  opened.notify_all();
  a.join(), b.join();
}
