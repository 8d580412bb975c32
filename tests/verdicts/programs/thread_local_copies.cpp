// verdict: accepted
// Why: every thread has its own copy of a thread_local variable, initialised afresh.
#include <cassert>
#include <mutex>
#include <thread>

std::mutex guard;
thread_local int mine = 7;

void change(int value) {
  assert(mine == 7);
  mine = value;
  { std::lock_guard here_the_others_may_run(guard); }
  assert(mine == value);
}

int main() {
  std::thread a(change, 1), b(change, 2);
  a.join();
  b.join();
  assert(mine == 7);
}
