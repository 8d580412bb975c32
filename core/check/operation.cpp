#include "check/operation.h"

namespace weft {
namespace {

bool only_reads(Op op) { return op == Op::read || op == Op::atomic_load || op == Op::read_lock; }

bool overlaps(std::uintptr_t a, std::uint32_t a_bytes, std::uintptr_t b, std::uint32_t b_bytes) {
  return a != 0 && b != 0 && a < b + b_bytes && b < a + a_bytes;
}

}  // namespace

bool dependent(const Operation& a, const Operation& b) {
  if (a.is_alone || b.is_alone) return true;
  if (only_reads(a.op) && only_reads(b.op)) return false;
  return overlaps(a.address, a.bytes, b.address, b.bytes) || overlaps(a.second, 1, b.address, b.bytes) ||
         overlaps(a.address, a.bytes, b.second, 1) || overlaps(a.second, 1, b.second, 1);
}

}  // namespace weft
