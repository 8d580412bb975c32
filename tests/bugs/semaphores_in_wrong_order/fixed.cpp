// verdict: accepted
// First an item, then the buffer.
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
  items.acquire();
  buffer.acquire();
  buffer.release();
}

int main() {
  std::thread consumer(take);
  put();
  consumer.join();
}
