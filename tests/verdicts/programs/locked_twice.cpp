// verdict: deadlock
// Why: a thread waits for a mutex that it holds itself.
#include <mutex>

std::mutex guard;

int main() {
  std::lock_guard first(guard);
  std::lock_guard second(guard);
}
