// Jobs in the order in which they came: a ring that grows when it has no bound.
// Threads:    one at a time.
// Complexity: O(1), amortised where it grows.
#pragma once

#include <bit>
#include <chrono>
#include <cstddef>
#include <utility>
#include <vector>

#include "agent/deadline.h"
#include "weft/detail/job.h"

namespace weft::runtime {

struct QueuedJob {
  detail::job job;
  Deadline posted{};  // the epoch: it is not timed
};

class JobQueue {
 public:
  // 0: without bound.
  explicit JobQueue(std::size_t capacity)
      : capacity_(capacity), ring_(std::bit_ceil(capacity == 0 ? 64 : capacity)) {}

  std::size_t size() const { return size_; }
  bool full() const { return capacity_ != 0 && size_ == capacity_; }

  void push_back(QueuedJob&& job) {
    if (size_ == ring_.size()) grow();
    slot(size_++) = std::move(job);
  }
  QueuedJob pop_front() {
    QueuedJob job = std::move(slot(0));
    ++first_;
    --size_;
    return job;
  }

 private:
  QueuedJob& slot(std::size_t index) { return ring_[(first_ + index) & (ring_.size() - 1)]; }
  void grow() {
    std::vector<QueuedJob> larger(2 * ring_.size());
    for (std::size_t i = 0; i < size_; ++i) larger[i] = std::move(slot(i));
    ring_.swap(larger);
    first_ = 0;
  }

  const std::size_t capacity_;
  std::vector<QueuedJob> ring_;
  std::size_t first_ = 0, size_ = 0;
};

}  // namespace weft::runtime
