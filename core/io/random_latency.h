// Draws from a latency_model, with whole numbers only.
// Threads: one at a time.
#pragma once

#include <cstdint>

#include "weft/simulated_device.h"

namespace weft::runtime {

class RandomLatency {
 public:
  RandomLatency(const latency_model& model, std::uint64_t seed) : model_(model), state_(seed) {}

  std::chrono::nanoseconds draw() {
    switch (model_.how) {
      case latency_model::shape::constant:
        break;
      case latency_model::shape::uniform:
        return model_.least + scaled(next());
      case latency_model::shape::exponential:
        return model_.least + scaled(exponential());
    }
    return model_.least;
  }

  bool happens(double share) { return next() < static_cast<std::uint64_t>(share * 4294967296.0); }

 private:
  // The upper half of splitmix64: Steele, Lea and Flood, OOPSLA 2014.
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ull);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
    return (z ^ (z >> 31)) >> 32;
  }

  // In units of 2^-32: a run of falling draws that ends after an odd number of them gives its first draw as
  // the fraction; how many runs came before is the whole part.
  std::uint64_t exponential() {
    for (std::uint64_t whole = 0;; ++whole) {
      const std::uint64_t first = next();
      std::uint64_t last = first;
      bool odd = true;
      for (std::uint64_t draw = next(); draw < last; draw = next()) {
        last = draw;
        odd = !odd;
      }
      if (odd) return (whole << 32) + first;
    }
  }

  // `share` counts 2^-32 of the spread. In two parts, so that hours of nanoseconds fit.
  std::chrono::nanoseconds scaled(std::uint64_t share) const {
    const auto spread = static_cast<std::uint64_t>(model_.spread.count());
    const std::uint64_t upper = (spread >> 32) * share,
                        lower = (spread & 0xffffffffu) * (share >> 32) +
                                ((spread & 0xffffffffu) * (share & 0xffffffffu) >> 32);
    return std::chrono::nanoseconds(static_cast<std::int64_t>(upper + lower));
  }

  latency_model model_;
  std::uint64_t state_;
};

}  // namespace weft::runtime
