// pattern: the barber looks for customers, and falls asleep in a second step: who came in between is not
//   heard
// known from: Dijkstra, "Cooperating Sequential Processes", EWD 123, 1965
// verdict: deadlock
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex guard;
std::condition_variable bell;
int waiting = 0;

bool anybody() {
  std::lock_guard hold(guard);
  return waiting > 0;
}

void cut_hair() {
  if (!anybody()) {
    std::unique_lock hold(guard);
    bell.wait(hold);
  }
  std::lock_guard hold(guard);
  --waiting;
}

void visit() {
  std::lock_guard hold(guard);
  ++waiting;
  bell.notify_one();
}

int main() {
  std::thread barber(cut_hair);
  visit();
  barber.join();
}
