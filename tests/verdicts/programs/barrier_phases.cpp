// verdict: accepted
// Why: three threads, two phases: nobody is a phase ahead of another.
#include <barrier>
#include <cassert>
#include <thread>
#include <vector>

int done[3];

int main() {
  int completed = 0;
  std::barrier phase(3, [&]() noexcept { ++completed; });
  std::vector<std::jthread> all;
  for (int i = 0; i < 3; ++i)
    all.emplace_back([&, i] {
      done[i] = 1;
      phase.arrive_and_wait();
      assert(done[0] + done[1] + done[2] == 3 && completed == 1);
      phase.arrive_and_wait();
      done[i] = 2;
    });
}
