// A consumer of the empty buffer waits with the lock in its hand, and no producer can get in to fill it.
#include <mutex>
#include <semaphore>

namespace {

constexpr int kCapacity = 2;

std::counting_semaphore<> free_slots(kCapacity);
std::counting_semaphore<> filled_slots(0);

std::mutex guard;
int slots[kCapacity];
int oldest = 0;
int next = 0;

}  // namespace

void put(int item) {
  std::lock_guard hold(guard);
  free_slots.acquire();
  slots[next] = item;
  next = (next + 1) % kCapacity;
  filled_slots.release();
}

int take() {
  std::lock_guard hold(guard);
  filled_slots.acquire();
  const int item = slots[oldest];
  oldest = (oldest + 1) % kCapacity;
  free_slots.release();
  return item;
}
