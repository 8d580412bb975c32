// verdict: accepted
// Why: who drops out takes part in the phase and is not waited for in the next.
#include <barrier>
#include <cassert>
#include <thread>

int published = 0;

int main() {
  std::barrier<> gate(2);
  std::thread other([&] {
    published = 1;
    gate.arrive_and_drop();
  });
  gate.arrive_and_wait();
  assert(published == 1);
  gate.arrive_and_wait();
  other.join();
}
