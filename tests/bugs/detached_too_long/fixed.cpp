// verdict: accepted
// Joined before the session ends.
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
  std::jthread user([] { assert(is_open); });
}
