// Waits and locks as it should, but takes the newest item: a stack, not a queue.
#include <mutex>
#include <semaphore>

namespace {

constexpr int kCapacity = 2;

std::counting_semaphore<> free_slots(kCapacity);
std::counting_semaphore<> filled_slots(0);

std::mutex guard;
int slots[kCapacity];
int count = 0;

}  // namespace

void put(int item) {
  free_slots.acquire();
  {
    std::lock_guard hold(guard);
    slots[count++] = item;
  }
  filled_slots.release();
}

int take() {
  filled_slots.acquire();
  int item;
  {
    std::lock_guard hold(guard);
    item = slots[--count];
  }
  free_slots.release();
  return item;
}
