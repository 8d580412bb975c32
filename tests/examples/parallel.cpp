// Loops on all workers. The sum of floats is the same at each run, on any machine.
//
// prints: 1000000 squares, the last 999998000001
// prints: twice the same sum: yes
#include "weft/parallel.h"

#include <cmath>
#include <cstdio>
#include <functional>
#include <vector>

int main() {
  constexpr int kCount = 1'000'000;
  std::vector<long> squares(kCount);
  weft::parallel_for(0, kCount, [&](int i) { squares[static_cast<std::size_t>(i)] = long{i} * i; });
  std::printf("%zu squares, the last %ld\n", squares.size(), squares.back());

  const auto sum_of_roots = [] {
    return weft::parallel_reduce(
        0, kCount, 0.0, [](int i) { return std::sqrt(i); }, std::plus<>());
  };
  std::printf("twice the same sum: %s\n", sum_of_roots() == sum_of_roots() ? "yes" : "no");
}
