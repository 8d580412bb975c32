// verdict: accepted
// Why: weft's locks exclude one another as std's do, fibers as well as threads.
#include <cassert>
#include <mutex>
#include <shared_mutex>

#include <weft/fiber.h>
#include <weft/mutex.h>
#include <weft/recursive_mutex.h>
#include <weft/shared_mutex.h>

weft::mutex guard;
weft::recursive_mutex again;
weft::shared_mutex many;
int count = 0, depth = 0, seen = 0;

void work() {
  {
    const std::lock_guard hold(guard);
    assert(guard.is_mine());
    ++count;
  }
  {
    const std::lock_guard outer(again);
    const std::lock_guard inner(again);
    ++depth;
  }
  const std::shared_lock hold(many);
  assert(seen == 0 || seen == 1);
}

int main() {
  weft::fiber one(work);
  {
    const std::lock_guard hold(many);
    seen = 1;
  }
  work();
  one.join();
  assert(count == 2 && depth == 2);
}
