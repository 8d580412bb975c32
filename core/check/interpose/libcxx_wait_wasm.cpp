// What libc++'s std::atomic::wait, std::latch and so on block in. Its own version polls with nanosleep; here
// they are futex waits on the atomic itself. Contract of libc++ (<__atomic/atomic_sync.h>): a waiter calls
// monitor, looks whether it must wait, and calls wait with what monitor said; wait may return for no reason.
// Here monitor says the first eight bytes at the atomic, so that wait blocks while those are unchanged:
// neighbours of a smaller atomic may wake its waiter for no reason. Limit: of a wider one, a change of the
// rest alone is missed.
#include <algorithm>
#include <climits>
#include <cstdint>
#include <cstring>
#include <utility>

#include "check/atomics.h"
#include "check/interpose/export.h"
#include "check/model.h"

namespace model = weft::model;

namespace {

std::int64_t bytes_at(const volatile void* atomic) {
  std::int64_t bytes = 0;
  std::memcpy(&bytes, const_cast<const void*>(atomic), sizeof bytes);
  return bytes;
}

// In a graph search memory may hold what this thread does not see yet: then it is a load of its own.
std::int64_t look(const volatile void* atomic) {
  if (!weft::g_modelled || weft::execution()->driver() == nullptr) return bytes_at(atomic);
  weft::EngineScope scope;
  const auto address = reinterpret_cast<std::uintptr_t>(atomic);
  const weft::Object* known = weft::execution()->known_object(address);
  constexpr std::uint32_t kMost = sizeof(std::int64_t);
  const bool has_size = known != nullptr && known->atomic_bytes > 0;
  const std::uint32_t bytes = has_size ? std::min(known->atomic_bytes, kMost) : kMost;
  weft::graph::Access load{.kind = weft::graph::Access::Kind::load};
  return static_cast<std::int64_t>(
      model::atomic_access(weft::Op::atomic_load, address, bytes, std::move(load)).seen);
}

void wait(const volatile void* atomic, std::int64_t seen) {
  if (!weft::g_modelled) return;
  weft::EngineScope scope;
  model::futex_wait(reinterpret_cast<std::uintptr_t>(atomic), &seen, sizeof seen);
}

void notify(const volatile void* atomic, std::size_t count) {
  if (!weft::g_modelled) return;
  weft::EngineScope scope;
  model::futex_wake(reinterpret_cast<std::uintptr_t>(atomic), count);
}

}  // namespace

// Two sets of functions in the library: for any atomic, and for its own 64-bit type.
#define WEFT_ANY "PVKv"
#define WEFT_64 "PVKNS_17__cxx_atomic_implIxNS_22__cxx_atomic_base_implIxEEEE"
#define WEFT_LIBCXX(name, arguments) __asm__("__wrap__ZNSt3__2" name "E" arguments)

extern "C" {

std::int64_t weft_monitor(const volatile void* a) WEFT_LIBCXX("23__libcpp_atomic_monitor", WEFT_ANY);
std::int64_t weft_monitor_64(const volatile void* a) WEFT_LIBCXX("23__libcpp_atomic_monitor", WEFT_64);
void weft_wait(const volatile void* a, std::int64_t seen) WEFT_LIBCXX("20__libcpp_atomic_wait", WEFT_ANY "x");
void weft_wait_64(const volatile void* a, std::int64_t seen)
    WEFT_LIBCXX("20__libcpp_atomic_wait", WEFT_64 "x");
void weft_notify_one(const volatile void* a) WEFT_LIBCXX("23__cxx_atomic_notify_one", WEFT_ANY);
void weft_notify_one_64(const volatile void* a) WEFT_LIBCXX("23__cxx_atomic_notify_one", WEFT_64);
void weft_notify_all(const volatile void* a) WEFT_LIBCXX("23__cxx_atomic_notify_all", WEFT_ANY);
void weft_notify_all_64(const volatile void* a) WEFT_LIBCXX("23__cxx_atomic_notify_all", WEFT_64);

WEFT_EXPORT std::int64_t weft_monitor(const volatile void* a) { return look(a); }
WEFT_EXPORT std::int64_t weft_monitor_64(const volatile void* a) { return look(a); }
WEFT_EXPORT void weft_wait(const volatile void* a, std::int64_t seen) { wait(a, seen); }
WEFT_EXPORT void weft_wait_64(const volatile void* a, std::int64_t seen) { wait(a, seen); }
WEFT_EXPORT void weft_notify_one(const volatile void* a) { notify(a, 1); }
WEFT_EXPORT void weft_notify_one_64(const volatile void* a) { notify(a, 1); }
WEFT_EXPORT void weft_notify_all(const volatile void* a) { notify(a, INT_MAX); }
WEFT_EXPORT void weft_notify_all_64(const volatile void* a) { notify(a, INT_MAX); }

}  // extern "C"
