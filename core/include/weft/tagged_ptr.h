// A pointer and a small number in one word, so that both change together: against ABA, where a
// compare-exchange takes a pointer for unchanged that went away and came back.
//
//   std::atomic<weft::tagged_ptr<Node>> top;
//   auto seen = top.load();
//   top.compare_exchange_strong(seen, seen.next(node));  // node, with a tag that nobody has seen with it
//
// Threads:    plain value; lock-free in std::atomic.
// Blocking:   never.
// Complexity: O(1): a few shifts.
// Errors:     a pointer that needs more than 48 bits (systems with five page-table levels, on request) is
//             checked and throws std::length_error.
// Limits:     the tag wraps after 65,536 changes (with 32-bit pointers: four thousand million); a
//             compare-exchange that was held up for exactly that many is fooled. Hazard pointers
//             (hazard_pointer.h) have no such limit.
// Source:     IBM System/370 Principles of Operation, appendix on compare-and-swap.
#pragma once

#include <cstdint>
#include <stdexcept>

namespace weft {

template <class T>
class tagged_ptr {
 public:
  static constexpr int kPointerBits = sizeof(void*) == 8 ? 48 : 32;
  static constexpr std::uint64_t kMostTags = std::uint64_t{1} << (64 - kPointerBits);

  constexpr tagged_ptr() = default;
  explicit tagged_ptr(T* pointer, std::uint64_t tag = 0)
      : bits_(bits_of(pointer) | tag % kMostTags << kPointerBits) {}

  T* pointer() const { return reinterpret_cast<T*>(static_cast<std::uintptr_t>(bits_ & kPointerMask)); }
  std::uint64_t tag() const { return bits_ >> kPointerBits; }
  // `pointer` with the tag that follows this one's.
  tagged_ptr next(T* pointer) const { return tagged_ptr(pointer, tag() + 1); }

  T& operator*() const { return *pointer(); }
  T* operator->() const { return pointer(); }
  explicit operator bool() const { return pointer() != nullptr; }
  friend bool operator==(tagged_ptr, tagged_ptr) = default;

 private:
  static constexpr std::uint64_t kPointerMask = (std::uint64_t{1} << kPointerBits) - 1;

  static std::uint64_t bits_of(T* pointer) {
    const std::uint64_t bits = reinterpret_cast<std::uintptr_t>(pointer);
    if ((bits & ~kPointerMask) != 0)
      throw std::length_error("weft::tagged_ptr: the address has too many bits");
    return bits;
  }

  std::uint64_t bits_ = 0;
};

}  // namespace weft
