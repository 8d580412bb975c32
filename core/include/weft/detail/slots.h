// Places that objects publish something in for others to read, found and given back without a
// lock: for hazard pointers and epochs.
// Threads:    any; for_each() sees every place that was acquired before it began.
// Complexity: acquire() O(1) while few are in use, O(places) at worst. Places are kept until the end.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

namespace weft::detail {

template <class T>
class slots {
 public:
  struct alignas(64) slot {
    std::atomic<T> value{};
    std::atomic<bool> used{false};
    slot* next = nullptr;
  };

  slots() = default;
  ~slots() {
    for (slot* at = more_.load(std::memory_order_relaxed); at != nullptr;) {
      slot* const next = at->next;
      delete at;
      at = next;
    }
  }
  slots(const slots&) = delete;
  slots& operator=(const slots&) = delete;

  // `near`: anything that differs between who calls at once, such as an address in the caller's frame.
  // Acquire: a place that was added is whole.
  slot& acquire(const void* near) {
    const std::size_t start = first_place(near);
    for (std::size_t i = 0; i < kFirst; ++i)
      if (take(first_[(start + i) % kFirst])) return first_[(start + i) % kFirst];
    for (slot* at = more_.load(std::memory_order_acquire); at != nullptr; at = at->next)
      if (take(*at)) return *at;
    return add();
  }

  // Release: what was done under the protection of the slot happened before it is seen empty.
  static void release(slot& mine) {
    mine.value.store(T{}, std::memory_order_release);
    mine.used.store(false, std::memory_order_release);
  }

  // Relaxed: a guess.
  std::size_t size() const { return kFirst + added_.load(std::memory_order_relaxed); }

  template <class F>
  void for_each(F&& visit) const {
    for (const slot& each : first_) visit(each);
    for (const slot* at = more_.load(std::memory_order_acquire); at != nullptr; at = at->next) visit(*at);
  }

 private:
  static constexpr std::size_t kFirst = 32;

  // Stacks lie at multiples of large powers of two from one another, so the low bits of an address say
  // nothing: mixed by Knuth's multiplicative hash.
  static std::size_t first_place(const void* near) {
    return static_cast<std::size_t>((reinterpret_cast<std::uintptr_t>(near) >> 6) * 0x9e3779b97f4a7c15ull >>
                                    59);
  }

  // Acquire: the last user is done with it; pairs with release(). The first look only saves the exchange.
  static bool take(slot& candidate) {
    return !candidate.used.load(std::memory_order_relaxed) &&
           !candidate.used.exchange(true, std::memory_order_acquire);
  }

  slot& add() {
    auto* const added = new slot();
    added->used.store(true, std::memory_order_relaxed);
    added->next = more_.load(std::memory_order_relaxed);
    // Sequentially consistent: comes before what its owner will publish in it, for for_each().
    while (!more_.compare_exchange_weak(added->next, added, std::memory_order_seq_cst,
                                        std::memory_order_relaxed)) {
    }
    added_.fetch_add(1, std::memory_order_relaxed);
    return *added;
  }

  std::array<slot, kFirst> first_;
  std::atomic<slot*> more_{nullptr};
  std::atomic<std::size_t> added_{0};
};

}  // namespace weft::detail
