// pattern: who waits for an item keeps the buffer locked meanwhile
// known from: Downey, "The Little Book of Semaphores", section 4.1 (producer-consumer deadlock)
// verdict: deadlock
#include <semaphore>
#include <thread>

std::binary_semaphore buffer{1};
std::counting_semaphore<2> items{0};

void put() {
  buffer.acquire();
  buffer.release();
  items.release();
}

void take() {
  buffer.acquire();
  items.acquire();
  buffer.release();
}

int main() {
  std::thread consumer(take);
  put();
  consumer.join();
}
