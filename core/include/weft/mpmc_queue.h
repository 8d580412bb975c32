// A bounded queue that any number of agents push to and pop from at once.
//
//   weft::mpmc_queue<int> queue(1024);
//   while (!queue.try_push(1)) weft::yield();
//   if (std::optional<int> first = queue.try_pop()) use(*first);
//
// Threads:    any agent, any time; the destructor alone.
// Blocking:   never; but an agent that stops in the middle of a push or pop holds up who reaches its place a
//             round later. To wait for room or for items, use a channel (weft/channel.h).
// Errors:     a full or empty queue is a result. Moves of T must not throw, which the compiler checks.
// Complexity: one compare-exchange each. Memory: capacity, rounded up to a power of two, and 8 bytes an item.
// Source:     Vyukov, "Bounded MPMC Queue", 1024cores.net, 2010.
// Checked:    tests/verify/programs/mpmc_queue.cpp.
#pragma once

#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <optional>
#include <type_traits>
#include <utility>

namespace weft {

template <class T>
class mpmc_queue {
 public:
  static_assert(std::is_nothrow_move_constructible_v<T>);  // a place that was claimed must be filled

  explicit mpmc_queue(std::size_t capacity)
      : mask_(std::bit_ceil(capacity < 2 ? std::size_t{2} : capacity) - 1),
        cells_(std::make_unique<Cell[]>(mask_ + 1)) {
    for (std::size_t i = 0; i <= mask_; ++i) cells_[i].turn.store(i, std::memory_order_relaxed);
  }
  ~mpmc_queue() {
    while (try_pop()) {
    }
  }
  mpmc_queue(const mpmc_queue&) = delete;
  mpmc_queue& operator=(const mpmc_queue&) = delete;

  std::size_t capacity() const { return mask_ + 1; }

  // False when it is full; then `value` was not moved from.
  bool try_push(T&& value) {
    Cell* const cell = claim(push_at_, 0);
    if (cell == nullptr) return false;
    // Relaxed: claim() has seen it, and nobody else changes it.
    const std::size_t turn = cell->turn.load(std::memory_order_relaxed);
    new (cell->bytes) T(std::move(value));
    cell->turn.store(turn + 1, std::memory_order_release);  // the item is seen by who pops it
    return true;
  }
  bool try_push(const T& value) { return try_push(T(value)); }

  // Empty when there is none.
  std::optional<T> try_pop() {
    Cell* const cell = claim(pop_at_, 1);
    if (cell == nullptr) return std::nullopt;
    const std::size_t turn = cell->turn.load(std::memory_order_relaxed);
    T& item = *std::launder(reinterpret_cast<T*>(cell->bytes));
    std::optional<T> value(std::move(item));
    item.~T();
    cell->turn.store(turn + mask_,
                     std::memory_order_release);  // the item is gone for who pushes a round later
    return value;
  }

 private:
  // `turn` is the position whose push may use the cell, and one more while the item is in it.
  struct Cell {
    std::atomic<std::size_t> turn;
    alignas(T) std::byte bytes[sizeof(T)];
  };

  // The cell at the next position, once its turn is `ahead` of the position; null: it is a
  // whole round behind. Relaxed: a position only has to be one's own; acquire: what the
  // last user of the cell did is seen.
  Cell* claim(std::atomic<std::size_t>& next, std::size_t ahead) {
    std::size_t position = next.load(std::memory_order_relaxed);
    for (;;) {
      Cell& cell = cells_[position & mask_];
      const auto late =
          static_cast<std::ptrdiff_t>(cell.turn.load(std::memory_order_acquire) - position - ahead);
      if (late < 0) return nullptr;
      if (late > 0)
        position = next.load(std::memory_order_relaxed);
      else if (next.compare_exchange_weak(position, position + 1, std::memory_order_relaxed))
        return &cell;
    }
  }

  const std::size_t mask_;
  const std::unique_ptr<Cell[]> cells_;
  alignas(64) std::atomic<std::size_t> push_at_{0};
  alignas(64) std::atomic<std::size_t> pop_at_{0};
};

}  // namespace weft
