// verdict: accepted
// Why: the exception a thread is handling belongs to that thread, although both handlers are open at once.
#include <cassert>
#include <mutex>
#include <thread>

std::mutex guard;

void fail(int value) {
  try {
    try {
      throw value;
    } catch (int) {
      { std::lock_guard here_the_other_may_run(guard); }
      throw;
    }
  } catch (int caught) {
    assert(caught == value);
  }
}

int main() {
  std::thread a(fail, 1), b(fail, 2);
  a.join();
  b.join();
}
