// Producers and consumers never touch the same slot at the same time: the semaphores see to that. So each end
// can have a lock of its own, and a put need not wait for a take.
#include <mutex>
#include <semaphore>

namespace {

constexpr int kCapacity = 2;

std::counting_semaphore<> free_slots(kCapacity);
std::counting_semaphore<> filled_slots(0);
int slots[kCapacity];

std::mutex putting;
int next = 0;  // guarded by `putting`

std::mutex taking;
int oldest = 0;  // guarded by `taking`

}  // namespace

void put(int item) {
  free_slots.acquire();
  putting.lock();
  slots[next] = item;
  next = (next + 1) % kCapacity;
  filled_slots.release();
  putting.unlock();
}

int take() {
  filled_slots.acquire();
  taking.lock();
  const int item = slots[oldest];
  oldest = (oldest + 1) % kCapacity;
  free_slots.release();
  taking.unlock();
  return item;
}
