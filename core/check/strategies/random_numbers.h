// The numbers that a randomised strategy draws: the same for the same seed, on every machine.
// Threads: plain value; no locking. Complexity: constant.
// Source:  splitmix64: Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014.
#pragma once

#include <cstdint>

namespace weft {

class RandomNumbers {
 public:
  // The seed is mixed first: splitmix64 goes on by adding, so that seed + 1 would otherwise be the same
  // numbers, one draw later.
  explicit RandomNumbers(std::uint64_t seed) : state_(mix(seed * 0xd1342543de82ef95ull + kIncrement)) {}

  std::uint64_t next() { return mix(state_ += kIncrement); }
  // Below `n`, which is not 0 and less than 2^32.
  std::uint64_t below(std::uint64_t n) { return (next() >> 32) * n >> 32; }

 private:
  static constexpr std::uint64_t kIncrement = 0x9e3779b97f4a7c15ull;
  static std::uint64_t mix(std::uint64_t z) {
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
    return z ^ (z >> 31);
  }

  std::uint64_t state_;
};

}  // namespace weft
