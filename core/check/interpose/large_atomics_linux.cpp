// Atomic objects of sizes that no instruction has. The library of those, libatomic, puts a lock around a
// copy, and so does this: their operations are in one order, whatever memory order they ask for. Source:
// LLVM's "Atomic Instructions and Concurrency Guide", __atomic_*.
#include <cstring>

#include "check/interpose/export.h"
#include "check/interpose/told_access.h"

namespace model = weft::model;
using weft::reads;
using weft::writes;

namespace {

class Locked {
 public:
  Locked(const volatile void* object, std::size_t bytes, bool is_write)
      : lock_(reinterpret_cast<std::uintptr_t>(object)), modelled_(weft::g_modelled) {
    if (!modelled_) return;
    {
      weft::EngineScope scope;
      model::mutex_lock(lock_, weft::MutexType::normal);
    }
    weft::tell_access(const_cast<const void*>(object), bytes, is_write);
  }
  ~Locked() {
    if (!modelled_) return;
    weft::EngineScope scope;
    model::mutex_unlock(lock_, weft::MutexType::normal);
  }
  Locked(const Locked&) = delete;
  Locked& operator=(const Locked&) = delete;

 private:
  const std::uintptr_t lock_;
  const bool modelled_;
};

}  // namespace

void weft_large_load(std::size_t bytes, const void* object, void* into, int order) __asm__("__atomic_load");
void weft_large_store(std::size_t bytes, void* object, const void* from, int order) __asm__("__atomic_store");
void weft_large_exchange(std::size_t bytes, void* object, const void* from, void* into,
                         int order) __asm__("__atomic_exchange");
bool weft_large_compare_exchange(std::size_t bytes, void* object, void* expected, const void* desired,
                                 int order, int failure_order) __asm__("__atomic_compare_exchange");

WEFT_EXPORT void weft_large_load(std::size_t bytes, const void* object, void* into, int) {
  const Locked locked(object, bytes, false);
  std::memcpy(into, object, bytes);
}
WEFT_EXPORT void weft_large_store(std::size_t bytes, void* object, const void* from, int) {
  const Locked locked(object, bytes, true);
  std::memcpy(object, from, bytes);
}
WEFT_EXPORT void weft_large_exchange(std::size_t bytes, void* object, const void* from, void* into, int) {
  const Locked locked(object, bytes, true);
  std::memcpy(into, object, bytes);
  std::memcpy(object, from, bytes);
}
WEFT_EXPORT bool weft_large_compare_exchange(std::size_t bytes, void* object, void* expected,
                                             const void* desired, int, int) {
  const Locked locked(object, bytes, true);
  const bool equal = std::memcmp(object, expected, bytes) == 0;
  std::memcpy(equal ? object : expected, equal ? desired : object, bytes);
  return equal;
}
