// Random numbers that are the same everywhere for one seed, and seeds for others that are started.
// Threads: one at a time.
// Source:  Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014.
#pragma once

#include <chrono>
#include <cstdint>

namespace torture {

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t z = state_ += 0x9e3779b97f4a7c15ull;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
    return z ^ (z >> 31);
  }
  // 0 <= result < bound.
  int below(int bound) { return static_cast<int>(next() % static_cast<std::uint64_t>(bound)); }
  bool one_in(int count) { return below(count) == 0; }
  std::chrono::microseconds microseconds(int most) { return std::chrono::microseconds(below(most + 1)); }

 private:
  std::uint64_t state_;
};

}  // namespace torture
