// verdict: deadlock
// says: mutex left
// Why: two fibers take two mutexes in opposite orders.
#include <mutex>

#include <weft/fiber.h>
#include <weft/mutex.h>

weft::mutex left, right;

int main() {
  weft::fiber other([] {
    const std::lock_guard first(right);
    const std::lock_guard second(left);
  });
  {
    const std::lock_guard first(left);
    const std::lock_guard second(right);
  }
  other.join();
}
