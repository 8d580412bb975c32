// verdict: accepted
// Why: the destructor of jthread asks for the stop that the loop looks for, and joins.
#include <cassert>
#include <stop_token>
#include <thread>

int rounds = 0;

int main() {
  {
    std::jthread worker([](std::stop_token stop) {
      while (!stop.stop_requested()) {
        if (++rounds == 2) return;
        std::this_thread::yield();
      }
    });
  }
  assert(rounds <= 2);
}
