// verdict: accepted
// A semaphore remembers who came.
#include <cassert>
#include <semaphore>
#include <thread>

std::counting_semaphore<4> waiting{0};

void cut_hair() { waiting.acquire(); }

void visit() { waiting.release(); }

int main() {
  std::thread barber(cut_hair);
  visit();
  barber.join();
  assert(!waiting.try_acquire());
}
