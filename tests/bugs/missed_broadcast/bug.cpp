// pattern: several wait for one event, and notify_one tells one of them
// known from: Lampson and Redell, "Experience with Processes and Monitors in Mesa", CACM 1980 (notify,
//   broadcast)
// verdict: deadlock
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
  opened.notify_one();
  a.join(), b.join();
}
