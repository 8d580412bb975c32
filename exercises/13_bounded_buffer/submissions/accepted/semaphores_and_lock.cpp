// Two semaphores count free and filled slots; the lock guards the slots and is never held while waiting for
// one.
#include <mutex>
#include <semaphore>

namespace {

constexpr int kCapacity = 2;

std::counting_semaphore<> free_slots(kCapacity);
std::counting_semaphore<> filled_slots(0);

std::mutex guard;
int slots[kCapacity];  // all three guarded by `guard`
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
  int item;
  {
    std::lock_guard hold(guard);
    item = slots[oldest];
    oldest = (oldest + 1) % kCapacity;
  }
  free_slots.release();
  return item;
}
