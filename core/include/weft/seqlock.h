// A small value that is read very often and written seldom: readers write nothing at all, and read
// again if somebody wrote meanwhile.
//
//   weft::seqlock<Position> position;
//   position.store({1, 2});          // seldom
//   Position now = position.load();  // all the time
//
// Threads:    any agent. T is copied byte by byte (trivially copyable), also while it is written: an
//             inconsistent copy is thrown away, never seen.
// Blocking:   store() by spinning for other writers; load() while somebody writes. try_load() never.
// Errors:     none. What update()'s function throws must not leave it.
// Complexity: load() O(sizeof(T)) and no write to memory; it may starve while writers never pause.
// Source:     Boehm, "Can Seqlocks Get Along with Programming Language Memory Models?", MSPC 2012.
// Checked:    tests/verify/programs/seqlock.cpp; tests/litmus/patterns.h, SequenceNumber.
#pragma once

#include <array>
#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <type_traits>

#include "weft/detail/patience.h"

namespace weft {

template <class T>
requires std::is_trivially_copyable_v<T>
class seqlock {
 public:
  seqlock() : seqlock(T()) {}
  explicit seqlock(const T& value) { write(value); }
  seqlock(const seqlock&) = delete;
  seqlock& operator=(const seqlock&) = delete;

  T load() const {
    for (detail::patience waiting;; waiting.wait())
      if (std::optional<T> value = try_load()) return *value;
  }

  // Empty: somebody writes.
  std::optional<T> try_load() const {
    // Acquire: the words of the write that made this number are seen, or later ones.
    const std::uint64_t before = version_.load(std::memory_order_acquire);
    if (before % 2 != 0) return std::nullopt;
    Words words;
    // Acquire: if one of the words is of a later write, so is the number below.
    for (std::size_t i = 0; i < kWords; ++i) words[i] = words_[i].load(std::memory_order_acquire);
    if (version_.load(std::memory_order_relaxed) != before) return std::nullopt;
    return value_of(words);
  }

  void store(const T& value) {
    update([&](T& current) { current = value; });
  }

  // `change(T&)` on a copy, which then becomes the value. No other writer comes in between. Relaxed: only
  // the writer changes them. Release: who sees the even number sees the words.
  template <class F>
  void update(F&& change) {
    const std::uint64_t odd = begin_write();
    Words words;
    for (std::size_t i = 0; i < kWords; ++i) words[i] = words_[i].load(std::memory_order_relaxed);
    T value = value_of(words);
    change(value);
    write(value);
    version_.store(odd + 1, std::memory_order_release);
  }

 private:
  static constexpr std::size_t kWords = (sizeof(T) + 7) / 8;
  using Words = std::array<std::uint64_t, kWords>;

  // An odd number keeps other writers and all readers out. Acquire: the last write is seen.
  std::uint64_t begin_write() {
    for (detail::patience waiting;; waiting.wait()) {
      std::uint64_t version = version_.load(std::memory_order_relaxed);
      if (version % 2 == 0 && version_.compare_exchange_weak(version, version + 1, std::memory_order_acquire,
                                                             std::memory_order_relaxed))
        return version + 1;
    }
  }

  // Release: a reader that sees one of these words sees the odd number before it too.
  void write(const T& value) {
    Words words{};
    std::memcpy(words.data(), &value, sizeof(T));
    for (std::size_t i = 0; i < kWords; ++i) words_[i].store(words[i], std::memory_order_release);
  }

  static T value_of(const Words& words) {
    std::array<std::byte, sizeof(T)> bytes;
    std::memcpy(bytes.data(), words.data(), sizeof(T));
    return std::bit_cast<T>(bytes);
  }

  std::atomic<std::uint64_t> version_{0};  // odd: somebody writes
  std::array<std::atomic<std::uint64_t>, kWords> words_{};
};

}  // namespace weft
