// verdict: accepted
// One condition variable for each thing to wait for.
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex guard;
std::condition_variable emptied, filled;
bool full = false;

void put() {
  std::unique_lock hold(guard);
  while (full) emptied.wait(hold);
  full = true;
  filled.notify_one();
}

void take() {
  std::unique_lock hold(guard);
  while (!full) filled.wait(hold);
  full = false;
  emptied.notify_one();
}

int main() {
  std::thread a(take), b(take);
  put(), put();
  a.join(), b.join();
}
