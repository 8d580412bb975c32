// The latest events of one kernel thread.
// Threads:    append() by one; copy() by any at the same time.
// Blocking:   never.
// Complexity: append() O(1), a few stores; copy() O(capacity).
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <new>
#include <vector>

namespace weft::runtime {

// Four words: ticks, agent and kinds, and what they are about (recording.cpp packs them).
using EventWords = std::array<std::uint64_t, 4>;

class EventRing {
 public:
  explicit EventRing(std::size_t capacity)
      : capacity_(std::bit_ceil(std::max<std::size_t>(capacity, 2))),
        words_(static_cast<std::uint64_t*>(std::calloc(capacity_, sizeof(EventWords)))) {
    if (words_ == nullptr) throw std::bad_alloc();
  }

  // Release: a reader that meets one of these words sees the count of the events before it, and so that what
  // it copied from here is gone. On x86-64 all these are plain stores.
  void append(const EventWords& words) {
    const std::uint64_t count = count_.load(std::memory_order_relaxed);
    for (std::size_t i = 0; i < words.size(); ++i)
      __atomic_store_n(&word(count, i), words[i], __ATOMIC_RELEASE);
    count_.store(count + 1, std::memory_order_release);
  }

  struct Copy {
    std::uint64_t lost = 0;
    std::vector<EventWords> events;  // oldest first
  };
  // The oldest slot may be in use by a writer, and is left out. Acquire: the words of the events that are
  // counted are seen; the second count, relaxed, comes after those that read() acquired, see append().
  Copy copy() const {
    Copy copy;
    const std::uint64_t end = count_.load(std::memory_order_acquire);
    const std::uint64_t begin = first_kept(end);
    copy.events.reserve(end - begin);
    for (std::uint64_t i = begin; i < end; ++i) copy.events.push_back(read(i));
    copy.lost = std::min(end, first_kept(count_.load(std::memory_order_relaxed)));
    copy.events.erase(copy.events.begin(),
                      copy.events.begin() + static_cast<std::ptrdiff_t>(copy.lost - begin));
    return copy;
  }

 private:
  struct Free {
    void operator()(void* memory) const { std::free(memory); }
  };

  // Accessed atomically only; by builtins, as libc++ has no std::atomic_ref up to 18.
  std::uint64_t& word(std::uint64_t event, std::size_t i) const {
    return words_[(event & (capacity_ - 1)) * std::tuple_size_v<EventWords> + i];
  }
  std::uint64_t first_kept(std::uint64_t count) const {
    return count < capacity_ ? 0 : count - capacity_ + 1;
  }

  EventWords read(std::uint64_t index) const {
    EventWords words;
    for (std::size_t i = 0; i < words.size(); ++i)
      words[i] = __atomic_load_n(&word(index, i), __ATOMIC_ACQUIRE);
    return words;
  }

  const std::size_t capacity_;
  std::unique_ptr<std::uint64_t[], Free> words_;  // from calloc(): committed as it is written
  std::atomic<std::uint64_t> count_{0};           // appended ever
};

}  // namespace weft::runtime
