// pattern: a detached thread goes on when what it uses is gone, in the time that main takes to end
// known from: Farchi, Nir and Ur, "Concurrent Bug Patterns and How to Test Them", IPDPS 2003 (orphaned
//   thread)
// verdict: wrong_result
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<bool> is_open{false};

struct Session {
  Session() { is_open = true; }
  ~Session() { is_open = false; }
};

int main() {
  Session session;
  std::thread([] { assert(is_open); }).detach();
}
