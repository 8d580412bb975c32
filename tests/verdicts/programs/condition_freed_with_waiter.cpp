// verdict: misuse
// says: while threads wait on it
// Only natively: see "What libraries do out of sight" in core/README.md.
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex guard;
std::condition_variable arrived;
bool is_here = false;

struct Door {
  std::condition_variable opened;
  bool is_open = false;
};

int main() {
  auto* const door = new Door;
  std::thread visitor([door] {
    std::unique_lock lock(guard);
    is_here = true;
    arrived.notify_one();
    door->opened.wait(lock, [door] { return door->is_open; });
  });
  {
    std::unique_lock lock(guard);
    arrived.wait(lock, [] { return is_here; });
  }
  delete door;  // whoever is here waits, or was woken for no reason
  visitor.join();
}
