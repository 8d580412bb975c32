// verdict: accepted
// Why: a function that throws has not run: the next caller runs it again.
#include <cassert>
#include <mutex>
#include <thread>

std::once_flag once;
int tries = 0, done = 0;

void try_it() {
  try {
    std::call_once(once, [] {
      if (++tries == 1) throw 1;
      ++done;
    });
  } catch (int) {
  }
}

int main() {
  std::thread other(try_it);
  try_it();
  other.join();
  try_it();
  assert(done == 1 && tries == 2);
}
