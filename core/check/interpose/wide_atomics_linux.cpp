// Atomic objects of 16 bytes: compilers leave them to functions of libatomic. Source: its interface.
#include "check/atomic_updates.h"
#include "check/interpose/export.h"

using Wide = weft::WideValue;

extern "C" {

Wide __tsan_atomic128_load(const volatile Wide* p, int order);
void __tsan_atomic128_store(volatile Wide* p, Wide value, int order);
Wide __tsan_atomic128_exchange(volatile Wide* p, Wide value, int order);
int __tsan_atomic128_compare_exchange_strong(volatile Wide* p, Wide* expected, Wide desired, int order,
                                             int failure_order);

// Compilers know these names, and let nobody define them.
Wide weft_wide_load(const volatile void* p, int order) __asm__("__atomic_load_16");
void weft_wide_store(volatile void* p, Wide value, int order) __asm__("__atomic_store_16");
Wide weft_wide_exchange(volatile void* p, Wide value, int order) __asm__("__atomic_exchange_16");
bool weft_wide_compare_exchange(volatile void* p, void* expected, Wide desired, int order,
                                int failure_order) __asm__("__atomic_compare_exchange_16");
bool weft_wide_is_lock_free(std::size_t bytes, const volatile void* p) __asm__("__atomic_is_lock_free");

WEFT_EXPORT Wide weft_wide_load(const volatile void* p, int order) {
  return __tsan_atomic128_load(static_cast<const volatile Wide*>(p), order);
}
WEFT_EXPORT void weft_wide_store(volatile void* p, Wide value, int order) {
  __tsan_atomic128_store(static_cast<volatile Wide*>(p), value, order);
}
WEFT_EXPORT Wide weft_wide_exchange(volatile void* p, Wide value, int order) {
  return __tsan_atomic128_exchange(static_cast<volatile Wide*>(p), value, order);
}
WEFT_EXPORT bool weft_wide_compare_exchange(volatile void* p, void* expected, Wide desired, int order,
                                            int failure_order) {
  return __tsan_atomic128_compare_exchange_strong(static_cast<volatile Wide*>(p),
                                                  static_cast<Wide*>(expected), desired, order,
                                                  failure_order) != 0;
}
WEFT_EXPORT bool weft_wide_is_lock_free(std::size_t bytes, const volatile void*) {
  return bytes <= sizeof(Wide) && (bytes & (bytes - 1)) == 0;
}

}  // extern "C"
