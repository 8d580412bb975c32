// How long something took, many times over, in fixed space: buckets that grow with the value, eight to each
// doubling, so a percentile is at most 12.5 % too high.
//
//   weft::latency_histogram waited;
//   waited.add(3us), waited.add(5us);
//   std::chrono::nanoseconds worst_but_one_percent = waited.percentile(99);
//
// Threads:    plain value: one for each agent, added up afterwards with add().
// Blocking:   never.
// Errors:     none; lengths below zero count as zero.
// Complexity: add() O(1), percentile() O(buckets); 4 KiB.
// Source:     Tene, HdrHistogram, 2012.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>

namespace weft {

class latency_histogram {
 public:
  void add(std::chrono::nanoseconds length) {
    ++buckets_[bucket_of(static_cast<std::uint64_t>(std::max<std::int64_t>(length.count(), 0)))];
    ++count_;
  }
  void add(const latency_histogram& other) {
    for (std::size_t i = 0; i < kBuckets; ++i) buckets_[i] += other.buckets_[i];
    count_ += other.count_;
  }

  std::uint64_t count() const { return count_; }

  // The least length that `percent` of all do not exceed, rounded up to the end of
  // its bucket; 0 when there are none.
  std::chrono::nanoseconds percentile(double percent) const {
    const auto wanted = static_cast<std::uint64_t>(std::ceil(static_cast<double>(count_) * percent / 100));
    std::uint64_t seen = 0;
    for (std::size_t i = 0; i < kBuckets && count_ > 0; ++i) {
      seen += buckets_[i];
      if (seen >= std::max<std::uint64_t>(wanted, 1)) return std::chrono::nanoseconds(last_of(i));
    }
    return std::chrono::nanoseconds(0);
  }

 private:
  static constexpr int kBits = 3;  // of precision
  static constexpr std::size_t kPerDoubling = 1 << kBits;
  static constexpr std::size_t kBuckets = (64 - kBits) * kPerDoubling;

  // Below 8 each value has its own bucket; above, the leading bit chooses the
  // doubling and the next three the bucket.
  static std::size_t bucket_of(std::uint64_t value) {
    if (value < kPerDoubling) return static_cast<std::size_t>(value);
    const int doubling = std::bit_width(value) - 1 - kBits;
    return static_cast<std::size_t>(doubling) * kPerDoubling + static_cast<std::size_t>(value >> doubling);
  }
  // Unsigned in between: behind the last bucket comes what no signed number is.
  static std::int64_t last_of(std::size_t bucket) {
    if (bucket < kPerDoubling) return static_cast<std::int64_t>(bucket);
    const std::size_t doubling = bucket / kPerDoubling - 1;
    const std::uint64_t next = std::uint64_t{bucket % kPerDoubling + kPerDoubling + 1} << doubling;
    return static_cast<std::int64_t>(next - 1);
  }

  std::array<std::uint64_t, kBuckets> buckets_{};
  std::uint64_t count_ = 0;
};

}  // namespace weft
