#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <new>

#include "agent/stack_pool.h"
#include "contract/check.h"

#if defined(__SANITIZE_ADDRESS__) || (defined(__has_feature) && __has_feature(address_sanitizer))
#include <sanitizer/lsan_interface.h>
#define WEFT_LEAKS_ARE_LOOKED_FOR 1
#endif

#ifndef MADV_GUARD_INSTALL
#define MADV_GUARD_INSTALL 102  // Linux 6.13
#endif

namespace weft::runtime {
namespace {

// Tops are spread over cache sets, or the frames of all fibers would fight for the same few lines
// (19 ns against 12 ns a switch among 256 fibers).
constexpr std::size_t kColours = 8;
constexpr std::size_t kColourBytes = 64;

std::size_t page_bytes() {
  static const auto bytes = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  return bytes;
}

std::size_t whole_pages(std::size_t bytes) {
  return (bytes + page_bytes() - 1) / page_bytes() * page_bytes();
}

// A guard in the page table costs no mapping of its own, of which a process has some 65,000; older systems
// protect the page, which costs two, and beyond the limit stacks go without.
void install_guard(std::byte* page) {
  if (madvise(page, page_bytes(), MADV_GUARD_INSTALL) == 0) return;
  if (errno == EINVAL) static_cast<void>(mprotect(page, page_bytes(), PROT_NONE));
}

// The leak checker does not know of the slabs: what is reachable from a stack of ours only would be reported.
void show_to_leak_checker([[maybe_unused]] const StackContext& context) {
#ifdef WEFT_LEAKS_ARE_LOOKED_FOR
  __lsan_register_root_region(context.stack.low, context.stack.bytes + sizeof context);
#endif
}
void hide_from_leak_checker([[maybe_unused]] const StackContext& context) {
#ifdef WEFT_LEAKS_ARE_LOOKED_FOR
  __lsan_unregister_root_region(context.stack.low, context.stack.bytes + sizeof context);
#endif
}

std::byte* context_of(std::byte* end, std::size_t index) {
  return end - sizeof(StackContext) - index % kColours * kColourBytes;
}

StackContext& make_context(std::byte* low, std::byte* end, std::size_t index) {
  std::byte* const at = context_of(end, index);
  auto& context = *new (at) StackContext();
  context.stack = {low, static_cast<std::size_t>(at - low)};
  show_to_leak_checker(context);
  return context;
}

void destroy_context(StackContext& context) {
  hide_from_leak_checker(context);
  context.~StackContext();
}

// Where slabs lie, for signal handlers: records are never freed, only used again.
struct SlabRecord {
  std::atomic<std::byte*> low{nullptr};  // null: unused
  std::atomic<std::size_t> stride{0};
  SlabRecord* next = nullptr;
};
std::atomic<SlabRecord*> g_slabs{nullptr};
std::mutex g_slabs_mutex;  // of who adds and removes records

// Under the lock. Release: a signal handler that sees the record sees it whole.
SlabRecord& unused_record() {
  for (SlabRecord* record = g_slabs.load(std::memory_order_relaxed); record != nullptr; record = record->next)
    if (record->low.load(std::memory_order_relaxed) == nullptr) return *record;
  auto& record = *new SlabRecord();
  record.next = g_slabs.load(std::memory_order_relaxed);
  g_slabs.store(&record, std::memory_order_release);
  return record;
}

// Release: who sees the slab sees its stride.
void note_slab(std::byte* low, std::size_t stride) {
  const std::lock_guard lock(g_slabs_mutex);
  SlabRecord& record = unused_record();
  record.stride.store(stride, std::memory_order_relaxed);
  record.low.store(low, std::memory_order_release);
}

// Relaxed: nobody runs on a stack of it any more.
void forget_slab(std::byte* low) {
  const std::lock_guard lock(g_slabs_mutex);
  for (SlabRecord* record = g_slabs.load(std::memory_order_relaxed); record != nullptr; record = record->next)
    if (record->low.load(std::memory_order_relaxed) == low)
      record->low.store(nullptr, std::memory_order_relaxed);
}

}  // namespace

StackPool::StackPool(std::size_t stack_bytes) : stride_(whole_pages(stack_bytes) + page_bytes()) {
  register_pool();
}

StackContext& StackPool::context_in(std::byte* slab, std::size_t index) const {
  return *std::launder(reinterpret_cast<StackContext*>(context_of(slab + (index + 1) * stride_, index)));
}

void StackPool::reserve_slab() {
  void* const slab = mmap(nullptr, stride_ * kSlabStacks, PROT_READ | PROT_WRITE,
                          MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
  if (slab == MAP_FAILED) throw std::bad_alloc();
  auto* const low = static_cast<std::byte*>(slab);
  slabs_.push_back(low);
  note_slab(low, stride_);
  for (std::size_t i = kSlabStacks; i-- > 0;) {
    std::byte* const guard = low + i * stride_;
    install_guard(guard);
    StackContext& context = make_context(guard + page_bytes(), guard + stride_, i);
    free_.push_back(&context);
  }
}

void StackPool::release_slab(std::byte* slab) {
  for (std::size_t i = 0; i < kSlabStacks; ++i) destroy_context(context_in(slab, i));
  forget_slab(slab);
  munmap(slab, stride_ * kSlabStacks);
}

GuardedStack stack_above_guard(const void* address) {
  const auto* const at = static_cast<const std::byte*>(address);
  for (SlabRecord* record = g_slabs.load(std::memory_order_acquire); record != nullptr;
       record = record->next) {
    std::byte* const low = record->low.load(std::memory_order_acquire);
    const std::size_t stride = record->stride.load(std::memory_order_relaxed);
    if (low == nullptr || at < low || at >= low + stride * StackPool::kSlabStacks) continue;
    const auto offset = static_cast<std::size_t>(at - low);
    if (offset % stride >= page_bytes()) return {};
    const std::size_t index = offset / stride;
    const std::byte* const context = context_of(low + (index + 1) * stride, index);
    return {std::launder(reinterpret_cast<const StackContext*>(context)), stride - page_bytes()};
  }
  return {};
}

std::size_t stack_high_water(const Stack& stack) {
  const std::size_t pages = whole_pages(stack.bytes) / page_bytes();
  std::vector<unsigned char> resident(pages);
  if (mincore(stack.low, stack.bytes, resident.data()) != 0) return 0;
  std::size_t untouched = 0;
  while (untouched < pages && (resident[untouched] & 1) == 0) ++untouched;
  return stack.bytes - std::min(stack.bytes, untouched * page_bytes());
}

}  // namespace weft::runtime
