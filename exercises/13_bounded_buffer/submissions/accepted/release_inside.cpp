// Announcing a slot while still holding the lock is right too (whoever wakes up waits a moment for the lock);
// only waiting for one there is not. Keeps a count instead of a second index.
#include <mutex>
#include <semaphore>

namespace {

constexpr int kCapacity = 2;

std::counting_semaphore<kCapacity> free_slots(kCapacity);
std::counting_semaphore<kCapacity> filled_slots(0);

std::mutex guard;
int slots[kCapacity];
int oldest = 0;
int count = 0;

}  // namespace

void put(int item) {
  free_slots.acquire();
  std::lock_guard hold(guard);
  slots[(oldest + count) % kCapacity] = item;
  ++count;
  filled_slots.release();
}

int take() {
  filled_slots.acquire();
  std::lock_guard hold(guard);
  const int item = slots[oldest];
  oldest = (oldest + 1) % kCapacity;
  --count;
  free_slots.release();
  return item;
}
