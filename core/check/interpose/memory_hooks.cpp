// What the compiler's -fsanitize=thread instrumentation calls, at every memory access of a checked module.
// Source: the interface of compiler-rt's lib/tsan (tsan_interface.h, tsan_interface_atomic.h).
#include <atomic>
#include <cstddef>
#include <cstring>
#include <utility>

#include "check/atomic_updates.h"
#include "check/atomics.h"
#include "check/interpose/export.h"
#include "check/model.h"
#include "check/plain_passes.h"

namespace {

using weft::EngineScope;
using weft::g_modelled;
using weft::Op;
using weft::order_of;
using weft::graph::Access;
using weft::model::atomic_access;
namespace updates = weft::updates;

// Where the program called the hook of a read, and the state that it was in; known to the model while the
// read is made.
struct Caller {
  const void* site;
  const weft::CallerState* state;
};

class ReadScope {
 public:
  explicit ReadScope(const Caller& caller) { weft::execution()->self().caller = caller.state; }
  ~ReadScope() { weft::execution()->self().caller = nullptr; }
  ReadScope(const ReadScope&) = delete;
  ReadScope& operator=(const ReadScope&) = delete;

 private:
  EngineScope engine_;
};

std::uintptr_t at(const volatile void* address) { return reinterpret_cast<std::uintptr_t>(address); }

void plain(const volatile void* address, std::size_t bytes, bool is_write) {
  if (!g_modelled || bytes == 0) return;
  EngineScope scope;
  weft::model::plain_access(at(address), bytes, is_write);
}

// Of a size that is known here. Where addresses are narrow, each is looked at: no page protection does.
template <std::size_t bytes>
[[gnu::always_inline]] inline void plain(const volatile void* address, bool is_write) {
  if (!g_modelled) return;
  weft::Execution& e = *weft::execution();
  const bool tells_search = is_write && weft::model::must_note_writes(e);
  if (weft::kWideAddresses && !tells_search && weft::model::passes(e, at(address), bytes, is_write)) return;
  plain(address, bytes, is_write);
}

using Wide = weft::WideValue;

template <class T>
std::uint64_t number(T value) {
  if constexpr (sizeof(T) == sizeof(Wide)) return weft::number_of(value);
  return static_cast<std::uint64_t>(value);
}

template <class T>
T value_of(std::uint64_t number) {
  if constexpr (sizeof(T) == sizeof(Wide)) return weft::wide_value(number);
  return static_cast<T>(number);
}

template <class T>
T load(const volatile T* address, int order, const Caller& caller) {
  if (!g_modelled) return *address;
  ReadScope scope(caller);
  return value_of<T>(atomic_access(Op::atomic_load, at(address), sizeof(T),
                                   {.kind = Access::Kind::load, .order = order_of(order)}, caller.site)
                         .seen);
}

template <class T>
void store(volatile T* address, T value, int order) {
  if (!g_modelled) {
    *address = value;
    return;
  }
  EngineScope scope;
  weft::model::atomic_store(at(address), sizeof(T), number(value), order_of(order));
}

template <class T>
T modify(volatile T* address, T operand, int order, Access::Modify update, const Caller& caller) {
  Access access{.kind = Access::Kind::update,
                .bytes = sizeof(T),
                .order = order_of(order),
                .operand = number(operand),
                .modify = update};
  if (!g_modelled) {
    const T before = *address;
    *address = value_of<T>(update(access, number(before)).value);
    return before;
  }
  ReadScope scope(caller);
  return value_of<T>(
      atomic_access(Op::atomic_rmw, at(address), sizeof(T), std::move(access), caller.site).seen);
}

template <class T>
bool compare_exchange(volatile T* address, T* expected, T desired, int order, int failure_order,
                      const Caller& caller) {
  if (!g_modelled) {
    const T seen = *address;
    if (seen == *expected) return (*address = desired, true);
    *expected = seen;
    return false;
  }
  ReadScope scope(caller);
  const auto result = atomic_access(Op::atomic_cas, at(address), sizeof(T),
                                    {.kind = Access::Kind::update,
                                     .order = order_of(order),
                                     .failure = order_of(failure_order),
                                     .operand = number(desired),
                                     .expected = number(*expected),
                                     .modify = updates::compare_exchange},
                                    caller.site);
  if (!result.writes) *expected = value_of<T>(result.seen);
  return result.writes;
}

}  // namespace

// Hooks of atomic reads: called by read_hooks_*.S, where there is one, which tells the state that the program
// is in.
#if defined(WEFT_READ_HOOKS_TELL_STATE)
extern "C" __attribute__((visibility("hidden"))) const weft::CallerState* weft_caller_state;
const weft::CallerState* weft_caller_state = nullptr;

namespace {
Caller caller_now() {
  if (!weft::callers_tell_state()) return {nullptr, nullptr};
  return {weft_caller_state->return_address, weft_caller_state};
}
}  // namespace
#define WEFT_READ_HOOK __attribute__((visibility("hidden"), used))
#define WEFT_HOOK_NAME(bits, operation) weft_atomic##bits##_##operation
#define WEFT_CALLER caller_now()
#else
#define WEFT_READ_HOOK WEFT_EXPORT
#define WEFT_HOOK_NAME(bits, operation) __tsan_atomic##bits##_##operation
#define WEFT_CALLER \
  { WEFT_SITE, nullptr }
#endif

extern "C" {

#define WEFT_PLAIN(bytes)                                                                               \
  WEFT_EXPORT void __tsan_read##bytes(void* p) { plain<bytes>(p, false); }                              \
  WEFT_EXPORT void __tsan_write##bytes(void* p) { plain<bytes>(p, true); }                              \
  WEFT_EXPORT void __tsan_unaligned_read##bytes(void* p) { plain(p, bytes, false); }                    \
  WEFT_EXPORT void __tsan_unaligned_write##bytes(void* p) { plain(p, bytes, true); }                    \
  WEFT_EXPORT void __tsan_volatile_read##bytes(void* p) { plain(p, bytes, false); }                     \
  WEFT_EXPORT void __tsan_volatile_write##bytes(void* p) { plain(p, bytes, true); }                     \
  WEFT_EXPORT void __tsan_unaligned_volatile_read##bytes(void* p) { plain(p, bytes, false); }           \
  WEFT_EXPORT void __tsan_unaligned_volatile_write##bytes(void* p) { plain(p, bytes, true); }           \
  WEFT_EXPORT void __tsan_read_write##bytes(void* p) { plain(p, bytes, false), plain(p, bytes, true); } \
  WEFT_EXPORT void __tsan_unaligned_read_write##bytes(void* p) {                                        \
    plain(p, bytes, false), plain(p, bytes, true);                                                      \
  }

WEFT_PLAIN(1)
WEFT_PLAIN(2)
WEFT_PLAIN(4)
WEFT_PLAIN(8)
WEFT_PLAIN(16)
#undef WEFT_PLAIN

WEFT_EXPORT void __tsan_init() {}
WEFT_EXPORT void __tsan_func_entry(void*) {}
WEFT_EXPORT void __tsan_func_exit() {}
WEFT_EXPORT void __tsan_ignore_thread_begin() {}
WEFT_EXPORT void __tsan_ignore_thread_end() {}
WEFT_EXPORT void __tsan_read_range(void* p, std::size_t bytes) { plain(p, bytes, false); }
WEFT_EXPORT void __tsan_write_range(void* p, std::size_t bytes) { plain(p, bytes, true); }
WEFT_EXPORT void __tsan_vptr_read(void** p) { plain<sizeof(void*)>(p, false); }
// A constructor that stores the pointer that is there already does not race with a virtual call.
WEFT_EXPORT void __tsan_vptr_update(void** p, void* value) {
  if (*p != value) plain<sizeof(void*)>(p, true);
}

WEFT_EXPORT void* __tsan_memcpy(void* to, const void* from, std::size_t bytes) {
  plain(from, bytes, false);
  plain(to, bytes, true);
  return std::memcpy(to, from, bytes);
}
WEFT_EXPORT void* __tsan_memmove(void* to, const void* from, std::size_t bytes) {
  plain(from, bytes, false);
  plain(to, bytes, true);
  return std::memmove(to, from, bytes);
}
WEFT_EXPORT void* __tsan_memset(void* to, int byte, std::size_t bytes) {
  plain(to, bytes, true);
  return std::memset(to, byte, bytes);
}

#define WEFT_ATOMIC(bits, T)                                                                                \
  WEFT_READ_HOOK T WEFT_HOOK_NAME(bits, load)(const volatile T* p, int order) {                             \
    return load(p, order, WEFT_CALLER);                                                                     \
  }                                                                                                         \
  WEFT_EXPORT void __tsan_atomic##bits##_store(volatile T* p, T value, int order) {                         \
    store(p, value, order);                                                                                 \
  }                                                                                                         \
  WEFT_READ_HOOK T WEFT_HOOK_NAME(bits, exchange)(volatile T * p, T value, int order) {                     \
    return modify(p, value, order, updates::exchange, WEFT_CALLER);                                         \
  }                                                                                                         \
  WEFT_READ_HOOK T WEFT_HOOK_NAME(bits, fetch_add)(volatile T * p, T value, int order) {                    \
    return modify(p, value, order, updates::add, WEFT_CALLER);                                              \
  }                                                                                                         \
  WEFT_READ_HOOK T WEFT_HOOK_NAME(bits, fetch_sub)(volatile T * p, T value, int order) {                    \
    return modify(p, value, order, updates::subtract, WEFT_CALLER);                                         \
  }                                                                                                         \
  WEFT_READ_HOOK T WEFT_HOOK_NAME(bits, fetch_and)(volatile T * p, T value, int order) {                    \
    return modify(p, value, order, updates::bit_and, WEFT_CALLER);                                          \
  }                                                                                                         \
  WEFT_READ_HOOK T WEFT_HOOK_NAME(bits, fetch_or)(volatile T * p, T value, int order) {                     \
    return modify(p, value, order, updates::bit_or, WEFT_CALLER);                                           \
  }                                                                                                         \
  WEFT_READ_HOOK T WEFT_HOOK_NAME(bits, fetch_xor)(volatile T * p, T value, int order) {                    \
    return modify(p, value, order, updates::bit_xor, WEFT_CALLER);                                          \
  }                                                                                                         \
  WEFT_READ_HOOK T WEFT_HOOK_NAME(bits, fetch_nand)(volatile T * p, T value, int order) {                   \
    return modify(p, value, order, updates::bit_nand, WEFT_CALLER);                                         \
  }                                                                                                         \
  WEFT_READ_HOOK int WEFT_HOOK_NAME(bits, compare_exchange_strong)(volatile T * p, T * expected, T desired, \
                                                                   int order, int failure_order) {          \
    return compare_exchange(p, expected, desired, order, failure_order, WEFT_CALLER);                       \
  }                                                                                                         \
  WEFT_READ_HOOK int WEFT_HOOK_NAME(bits, compare_exchange_weak)(volatile T * p, T * expected, T desired,   \
                                                                 int order, int failure_order) {            \
    return compare_exchange(p, expected, desired, order, failure_order, WEFT_CALLER);                       \
  }                                                                                                         \
  WEFT_READ_HOOK T WEFT_HOOK_NAME(bits, compare_exchange_val)(volatile T * p, T expected, T desired,        \
                                                              int order, int failure_order) {               \
    compare_exchange(p, &expected, desired, order, failure_order, WEFT_CALLER);                             \
    return expected;                                                                                        \
  }

WEFT_ATOMIC(8, unsigned char)
WEFT_ATOMIC(16, unsigned short)
WEFT_ATOMIC(32, unsigned)
WEFT_ATOMIC(64, unsigned long long)
WEFT_ATOMIC(128, Wide)
#undef WEFT_ATOMIC

WEFT_EXPORT void __tsan_atomic_thread_fence(int order) {
  if (!g_modelled) return;
  EngineScope scope;
  weft::model::fence(order_of(order));
}
WEFT_EXPORT void __tsan_atomic_signal_fence(int) {}

}  // extern "C"
