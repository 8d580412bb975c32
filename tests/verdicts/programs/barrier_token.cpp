// verdict: accepted
// Why: arriving and waiting can be apart, one thread may arrive twice, and the completion sees what all published.
#include <barrier>
#include <cassert>
#include <thread>
#include <utility>

int published = 0, completions = 0;

int main() {
  auto complete = []() noexcept { completions += published; };
  std::barrier gate(3, complete);
  std::thread other([&] {
    published = 5;
    gate.wait(gate.arrive());
  });
  gate.wait(gate.arrive(2));
  assert(published == 5 && completions == 5);
  other.join();
}
