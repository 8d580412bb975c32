// The semaphores count slots; they do not keep two producers, or two consumers, from choosing the same one.
#include <semaphore>

namespace {

constexpr int kCapacity = 2;

std::counting_semaphore<> free_slots(kCapacity);
std::counting_semaphore<> filled_slots(0);

int slots[kCapacity];
int oldest = 0;
int next = 0;

}  // namespace

void put(int item) {
  free_slots.acquire();
  slots[next] = item;
  next = (next + 1) % kCapacity;
  filled_slots.release();
}

int take() {
  filled_slots.acquire();
  const int item = slots[oldest];
  oldest = (oldest + 1) % kCapacity;
  free_slots.release();
  return item;
}
