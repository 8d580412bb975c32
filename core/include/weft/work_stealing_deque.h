// A double-ended queue of pointers: its owner pushes and pops at one end, anybody steals from the other.
//
//   weft::work_stealing_deque<Job> jobs;
//   jobs.push(&job);             // its owner; try_push() does not let it grow
//   Job* mine = jobs.pop();      // its owner
//   Job* theirs = jobs.steal();  // anybody
//
// Threads:    push(), try_push() and pop() by the owner only; steal() and empty() by any.
// Blocking:   never; steal() is lock-free, push() and pop() wait-free but for growing.
// Errors:     push() throws std::bad_alloc when it has to grow; the deque is as before.
// Complexity: O(1) amortised. Memory: arrays it has outgrown are kept until it is
//             destroyed (at most as much again).
// Source:     Chase and Lev, SPAA 2005; orders after Lê, Pop, Cohen and Zappa Nardelli, "Correct and
//             Efficient Work-Stealing for Weak Memory Models", PPoPP 2013.
// Checked:    tests/verify/programs/work_stealing_deque.cpp; tests/litmus/patterns.h, StoreBuffering.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace weft {

template <class T>
class work_stealing_deque {
 public:
  explicit work_stealing_deque(std::size_t capacity = 256) { array_.store(new_array(capacity)); }
  work_stealing_deque(const work_stealing_deque&) = delete;
  work_stealing_deque& operator=(const work_stealing_deque&) = delete;

  void push(T* item) {
    if (try_push(item)) return;
    grow();
    try_push(item);
  }

  // False: it would have to grow. Release: a thief that sees the new bottom sees the item and what it points
  // to.
  bool try_push(T* item) {
    const std::int64_t bottom = bottom_.load(std::memory_order_relaxed);
    const std::int64_t top = top_.load(std::memory_order_acquire);
    Array* const array = array_.load(std::memory_order_relaxed);
    if (bottom - top > static_cast<std::int64_t>(array->mask)) return false;
    array->put(bottom, item);
    bottom_.store(bottom + 1, std::memory_order_release);
    return true;
  }

  // The item pushed last; null when there is none. Relaxed: the owner alone writes the bottom and the
  // array; a top that is old is looked at again.
  T* pop() {
    const std::int64_t bottom = bottom_.load(std::memory_order_relaxed) - 1;
    // Thieves only ever move the top up: what looks empty is.
    if (top_.load(std::memory_order_relaxed) > bottom) return nullptr;
    Array* const array = array_.load(std::memory_order_relaxed);
    // Owner and thief each announce themselves, then look: one of them sees the other (store buffering). An
    // exchange, and no fence: 2 ns instead of 8 on x86-64.
    bottom_.exchange(bottom, std::memory_order_seq_cst);
    std::int64_t top = top_.load(std::memory_order_seq_cst);
    if (top > bottom) {
      bottom_.store(bottom + 1, std::memory_order_relaxed);
      return nullptr;
    }
    T* item = array->get(bottom);
    if (top < bottom) return item;
    // The last one: whoever moves the top has it.
    if (!top_.compare_exchange_strong(top, top + 1, std::memory_order_seq_cst, std::memory_order_relaxed))
      item = nullptr;
    bottom_.store(bottom + 1, std::memory_order_relaxed);
    return item;
  }

  // The item pushed first; null when there is none, or when another thief was faster. Acquire: an array
  // that has grown holds what it should.
  T* steal() {
    std::int64_t top = top_.load(std::memory_order_seq_cst);
    const std::int64_t bottom = bottom_.load(std::memory_order_seq_cst);
    if (top >= bottom) return nullptr;
    T* const item = array_.load(std::memory_order_acquire)->get(top);
    const bool mine =
        top_.compare_exchange_strong(top, top + 1, std::memory_order_seq_cst, std::memory_order_relaxed);
    return mine ? item : nullptr;
  }

  // A guess unless nobody changes it.
  std::size_t size() const {
    const std::int64_t bottom = bottom_.load(std::memory_order_relaxed);
    const std::int64_t top = top_.load(std::memory_order_relaxed);
    return bottom > top ? static_cast<std::size_t>(bottom - top) : 0;
  }
  bool empty() const { return size() == 0; }

 private:
  struct Array {
    explicit Array(std::size_t size) : mask(size - 1), items(std::make_unique<std::atomic<T*>[]>(size)) {}
    // Relaxed: top and bottom order them.
    T* get(std::int64_t i) const {
      return items[static_cast<std::size_t>(i) & mask].load(std::memory_order_relaxed);
    }
    void put(std::int64_t i, T* item) {
      items[static_cast<std::size_t>(i) & mask].store(item, std::memory_order_relaxed);
    }
    std::size_t mask;
    std::unique_ptr<std::atomic<T*>[]> items;
  };

  Array* new_array(std::size_t size) {
    arrays_.push_back(std::make_unique<Array>(size));
    return arrays_.back().get();
  }

  // A thief may still read the old array: what it finds there is what the new one holds. Release: pairs
  // with steal(). Acquire: a slot below the top has been read.
  void grow() {
    const Array& old = *array_.load(std::memory_order_relaxed);
    Array* const array = new_array(2 * (old.mask + 1));
    const std::int64_t bottom = bottom_.load(std::memory_order_relaxed);
    for (std::int64_t i = top_.load(std::memory_order_acquire); i < bottom; ++i) array->put(i, old.get(i));
    array_.store(array, std::memory_order_release);
  }

  alignas(64) std::atomic<std::int64_t> top_{0};
  alignas(64) std::atomic<std::int64_t> bottom_{0};
  std::atomic<Array*> array_{nullptr};
  std::vector<std::unique_ptr<Array>> arrays_;  // the owner's
};

}  // namespace weft
