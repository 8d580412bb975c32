// A buffer with room for two items, between producers and consumers.
// As it stands nobody waits for anything, and any number of threads walk over the slots together.
#include <mutex>
#include <semaphore>

namespace {

constexpr int kCapacity = 2;

int slots[kCapacity];
int oldest = 0;  // where the next item is taken
int next = 0;    // where the next item is put

// Yours to use:
//   std::counting_semaphore<> name(3);  starts at 3; name.acquire(), name.release()
//   std::mutex name;                    std::lock_guard hold(name);

}  // namespace

void put(int item) {
  slots[next] = item;
  next = (next + 1) % kCapacity;
}

int take() {
  const int item = slots[oldest];
  oldest = (oldest + 1) % kCapacity;
  return item;
}
