// take() forgets to announce the slot it emptied: after two items no producer ever gets in again.
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
  free_slots.acquire();
  {
    std::lock_guard hold(guard);
    slots[next] = item;
    next = (next + 1) % kCapacity;
  }
  filled_slots.release();
}

int take() {
  filled_slots.acquire();
  std::lock_guard hold(guard);
  const int item = slots[oldest];
  oldest = (oldest + 1) % kCapacity;
  return item;
}
