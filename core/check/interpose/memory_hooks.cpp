// What the compiler's -fsanitize=thread instrumentation calls, at every memory access of a checked module.
// Source: the interface of compiler-rt's lib/tsan (tsan_interface.h, tsan_interface_atomic.h).
#include <atomic>
#include <cstddef>
#include <cstring>

#include "check/atomics.h"
#include "check/interpose/export.h"
#include "check/model.h"

namespace {

using weft::EngineScope;
using weft::g_modelled;
using weft::Op;
using weft::model::AtomicAccess;
using weft::model::Order;
using weft::model::order_of;

std::uintptr_t at(const volatile void* address) { return reinterpret_cast<std::uintptr_t>(address); }

void plain(const volatile void* address, std::size_t bytes, bool is_write) {
  if (!g_modelled || bytes == 0) return;
  EngineScope scope;
  weft::model::plain_access(at(address), bytes, is_write);
}

__extension__ using Wide = unsigned __int128;

std::uint64_t value_of(Wide value) { return static_cast<std::uint64_t>(value); }

// The accesses themselves are plain: only one agent runs at a time, and the order that others may see them in
// is the order of the choices.
template <class T>
T load(const volatile T* address, int order) {
  if (!g_modelled) return *address;
  EngineScope scope;
  AtomicAccess access(Op::atomic_load, at(address), sizeof(T));
  const T value = *address;
  access.after_load(order_of(order));
  access.set_values(value_of(value), value_of(value), order_of(order));
  return value;
}

template <class T>
void store(volatile T* address, T value, int order) {
  if (!g_modelled) {
    *address = value;
    return;
  }
  EngineScope scope;
  AtomicAccess access(Op::atomic_store, at(address), sizeof(T));
  const T before = *address;
  *address = value;
  access.after_store(order_of(order));
  access.set_values(value_of(before), value_of(value), order_of(order));
}

template <class T, class Combine>
T modify(volatile T* address, int order, Combine combine) {
  if (!g_modelled) {
    const T before = *address;
    *address = combine(before);
    return before;
  }
  EngineScope scope;
  AtomicAccess access(Op::atomic_rmw, at(address), sizeof(T));
  const T before = *address;
  *address = combine(before);
  access.after_exchange(order_of(order));
  access.set_values(value_of(before), value_of(*address), order_of(order));
  return before;
}

template <class T>
bool compare_exchange(volatile T* address, T* expected, T desired, int order, int failure_order) {
  if (!g_modelled) {
    const T seen = *address;
    if (seen == *expected) return (*address = desired, true);
    *expected = seen;
    return false;
  }
  EngineScope scope;
  AtomicAccess access(Op::atomic_cas, at(address), sizeof(T));
  const T seen = *address;
  if (seen == *expected) {
    *address = desired;
    access.after_exchange(order_of(order));
    access.set_values(value_of(seen), value_of(desired), order_of(order));
    return true;
  }
  *expected = seen;
  access.after_failed_exchange(order_of(failure_order));
  access.set_values(value_of(seen), value_of(seen), order_of(failure_order), true);
  return false;
}

}  // namespace

extern "C" {

#define WEFT_PLAIN(bytes)                                                                               \
  WEFT_EXPORT void __tsan_read##bytes(void* p) { plain(p, bytes, false); }                              \
  WEFT_EXPORT void __tsan_write##bytes(void* p) { plain(p, bytes, true); }                              \
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
WEFT_EXPORT void __tsan_vptr_read(void** p) { plain(p, sizeof(void*), false); }
// A constructor that stores the pointer that is there already does not race with a virtual call.
WEFT_EXPORT void __tsan_vptr_update(void** p, void* value) {
  if (*p != value) plain(p, sizeof(void*), true);
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
  WEFT_EXPORT T __tsan_atomic##bits##_load(const volatile T* p, int order) { return load(p, order); }       \
  WEFT_EXPORT void __tsan_atomic##bits##_store(volatile T* p, T value, int order) {                         \
    store(p, value, order);                                                                                 \
  }                                                                                                         \
  WEFT_EXPORT T __tsan_atomic##bits##_exchange(volatile T* p, T value, int order) {                         \
    return modify(p, order, [&](T) { return value; });                                                      \
  }                                                                                                         \
  WEFT_EXPORT T __tsan_atomic##bits##_fetch_add(volatile T* p, T value, int order) {                        \
    return modify(p, order, [&](T before) { return static_cast<T>(before + value); });                      \
  }                                                                                                         \
  WEFT_EXPORT T __tsan_atomic##bits##_fetch_sub(volatile T* p, T value, int order) {                        \
    return modify(p, order, [&](T before) { return static_cast<T>(before - value); });                      \
  }                                                                                                         \
  WEFT_EXPORT T __tsan_atomic##bits##_fetch_and(volatile T* p, T value, int order) {                        \
    return modify(p, order, [&](T before) { return static_cast<T>(before & value); });                      \
  }                                                                                                         \
  WEFT_EXPORT T __tsan_atomic##bits##_fetch_or(volatile T* p, T value, int order) {                         \
    return modify(p, order, [&](T before) { return static_cast<T>(before | value); });                      \
  }                                                                                                         \
  WEFT_EXPORT T __tsan_atomic##bits##_fetch_xor(volatile T* p, T value, int order) {                        \
    return modify(p, order, [&](T before) { return static_cast<T>(before ^ value); });                      \
  }                                                                                                         \
  WEFT_EXPORT T __tsan_atomic##bits##_fetch_nand(volatile T* p, T value, int order) {                       \
    return modify(p, order, [&](T before) { return static_cast<T>(~(before & value)); });                   \
  }                                                                                                         \
  WEFT_EXPORT int __tsan_atomic##bits##_compare_exchange_strong(volatile T* p, T* expected, T desired,      \
                                                                int order, int failure_order) {             \
    return compare_exchange(p, expected, desired, order, failure_order);                                    \
  }                                                                                                         \
  WEFT_EXPORT int __tsan_atomic##bits##_compare_exchange_weak(volatile T* p, T* expected, T desired,        \
                                                              int order, int failure_order) {               \
    return compare_exchange(p, expected, desired, order, failure_order);                                    \
  }                                                                                                         \
  WEFT_EXPORT T __tsan_atomic##bits##_compare_exchange_val(volatile T* p, T expected, T desired, int order, \
                                                           int failure_order) {                             \
    compare_exchange(p, &expected, desired, order, failure_order);                                          \
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
