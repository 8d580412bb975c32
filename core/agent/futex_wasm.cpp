#include <emscripten/threading.h>

#include <cmath>

#include "agent/futex.h"

namespace weft::runtime {
namespace {

// Emscripten takes a non-const word though it only reads it.
volatile void* address_of(const std::atomic<std::uint32_t>& word) {
  return const_cast<std::atomic<std::uint32_t>*>(&word);
}

}  // namespace

bool futex_wait(const std::atomic<std::uint32_t>& word, std::uint32_t expected, Deadline deadline) {
  if (deadline == kNever) return emscripten_futex_wait(address_of(word), expected, INFINITY), true;
  const auto now = Clock::now();
  if (deadline <= now)
    return false;  // first: the difference to a deadline of long ago may be too large for it
  const std::chrono::duration<double, std::milli> left = deadline - now;
  emscripten_futex_wait(address_of(word), expected, left.count());
  return Clock::now() < deadline;
}

void futex_wake(const std::atomic<std::uint32_t>& word, int count) {
  emscripten_futex_wake(address_of(word), count);
}

}  // namespace weft::runtime
