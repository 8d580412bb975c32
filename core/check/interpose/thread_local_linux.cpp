// thread_local variables of a checked module: compiled with -femulated-tls, they are reached through these.
// Source: GCC's emutls.c for the layout of the control object.
#include <cerrno>
#include <cstring>

#include "check/interpose/export.h"
#include "check/model.h"

namespace model = weft::model;
using weft::execution;
using weft::g_modelled;

namespace {

struct EmulatedVariable {
  std::size_t bytes;
  std::size_t alignment;
  void* index;
  const void* initial;  // null = zeros
};

void* new_copy(const EmulatedVariable& variable) {
  void* storage = model::allocate(variable.bytes, variable.alignment);
  if (variable.initial != nullptr) return std::memcpy(storage, variable.initial, variable.bytes);
  return std::memset(storage, 0, variable.bytes);
}

}  // namespace

extern "C" {

WEFT_EXPORT void* __emutls_get_address(EmulatedVariable* variable) {
  WEFT_CHECK(g_modelled);
  weft::EngineScope scope;
  auto& locals = execution()->self().thread_locals;
  for (const auto& [key, storage] : locals)
    if (key == variable) return storage;
  void* storage = new_copy(*variable);
  locals.push_back({variable, storage});
  return storage;
}

// libstdc++'s std::call_once hands its callable to pthread_once through two thread_locals of libstdc++.so. A
// module with emulated TLS looks for their emulated twins, which are these; __once_proxy then reads them.
// Source: libstdc++ <mutex> and src/c++11/mutex.cc.
WEFT_EXPORT EmulatedVariable weft_once_callable __asm__("__emutls_v._ZSt15__once_callable") = {
    sizeof(void*), alignof(void*), nullptr, nullptr};
WEFT_EXPORT EmulatedVariable weft_once_call __asm__("__emutls_v._ZSt11__once_call") = {
    sizeof(void*), alignof(void*), nullptr, nullptr};
WEFT_EXPORT void __once_proxy() {
  auto* const call = *static_cast<void (**)()>(__emutls_get_address(&weft_once_call));
  call();
}

}  // extern "C"
