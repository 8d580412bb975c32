#include <algorithm>
#include <cstring>

#include "check/model.h"

namespace weft::model {
namespace {

Execution& x() { return *execution(); }

constexpr std::size_t kMoreThanAnyMachine = ~std::size_t{0} >> (kWideAddresses ? 20 : 1);

[[noreturn]] void heap_error(const char* what, std::uintptr_t address) {
  x().fail(Verdict::memory_error, [&] { return what + describe(address); });
}

}  // namespace

void* allocate(std::size_t bytes, std::size_t alignment) {
  // More than any machine has: the program is told, as it would be.
  if (bytes >= kMoreThanAnyMachine) return nullptr;
  void* block = x().memory().allocate(x().self().id.value, bytes, alignment);
  if (block == nullptr) {
    x().fail(Verdict::memory_limit, [&] {
      return "the heap of this execution is full: " + std::to_string(bytes) + " bytes asked for, " +
             std::to_string(x().memory().live_bytes()) + " in use";
    });
  }
  if (x().recorder().on())
    x().recorder().note_block(x().memory().block_at(reinterpret_cast<std::uintptr_t>(block)).number,
                              x().frames_here());
  return block;
}

void release(void* block) {
  if (block == nullptr) return;
  const auto address = reinterpret_cast<std::uintptr_t>(block);
  const std::size_t bytes = x().memory().size_of(block);
  if (bytes > 0) plain_access(address, bytes, true);  // freeing races with any use
  check_locks_in(address, bytes);
  switch (x().memory().release(block)) {
    case HeapState::valid:
      x().objects().forget(address, bytes);
      return;
    case HeapState::freed:
      heap_error("freed twice: ", address);
    default:
      heap_error("not the start of a heap block, but freed: ", address);
  }
}

bool is_no_heap(const void* block) {
  const ModuleLayout& module = x().module();
  const auto address = reinterpret_cast<std::uintptr_t>(block);
  const auto holds = [&](const ModuleLayout::Range& range) { return address - range.low < range.bytes; };
  return is_variable(module, address) || std::any_of(module.shared.begin(), module.shared.end(), holds);
}

void* resize(void* block, std::size_t bytes) {
  if (block == nullptr) return allocate(bytes, 16);
  if (bytes == 0) return (release(block), nullptr);
  const std::size_t old_bytes = x().memory().size_of(block);
  void* bigger = allocate(bytes, 16);
  if (bigger == nullptr) return nullptr;
  std::memcpy(bigger, block, std::min(old_bytes, bytes));
  release(block);
  return bigger;
}

}  // namespace weft::model
