// verdict: accepted
// Why: copies of one shared_ptr may be dropped by different threads; the count is atomic.
#include <cassert>
#include <memory>
#include <thread>

int main() {
  auto mine = std::make_shared<int>(1);
  std::thread other([copy = mine]() mutable { copy.reset(); });
  auto another = mine;
  mine.reset();
  assert(*another == 1);
  other.join();
  assert(another.use_count() == 1);
}
