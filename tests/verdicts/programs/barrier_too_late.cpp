// verdict: data_race
// Why: the write comes after the barrier, where nothing orders it any more.
#include <barrier>
#include <thread>

int shared = 0;

int main() {
  std::barrier gate(2);
  std::thread other([&] {
    gate.arrive_and_wait();
    shared = 1;
  });
  gate.arrive_and_wait();
  const int seen = shared;
  other.join();
  return seen > 1 ? 1 : 0;
}
