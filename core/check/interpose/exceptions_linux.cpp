// Exceptions that several threads hold: libstdc++ counts who does, out of the checker's sight. Who lets go of
// one comes before whoever frees it. Modules are linked so that their calls of __cxa_end_catch() arrive here
// under another name (native/compile/compiler.cpp): the runner catches exceptions of its own, by a library of
// its own. Source: Itanium C++ ABI, exception handling, 2.5; libstdc++'s eh_ptr.cc.
#include <dlfcn.h>

#include "check/interpose/export.h"
#include "check/model_gates.h"
#include "contract/check.h"

namespace {

// What std::exception_ptr consists of, returned as it is: in memory.
struct Pointer {
  const void* object = nullptr;
  ~Pointer() {}
};

void* in_program(const char* name) {
  static void* const library = dlopen("libstdc++.so.6", RTLD_LAZY | RTLD_NOLOAD);
  void* const function = library == nullptr ? nullptr : dlsym(library, name);
  return function != nullptr ? function : dlsym(RTLD_DEFAULT, name);
}

void release(Pointer* pointer) {
  using Release = void (*)(Pointer*);
  static const auto original =
      reinterpret_cast<Release>(in_program("_ZNSt15__exception_ptr13exception_ptr10_M_releaseEv"));
  WEFT_CHECK(original != nullptr);
  original(pointer);
}

// One holder less, at an address in front of the object, where the count is and nothing of the program's.
void let_go_of(const void* exception) {
  if (exception != nullptr) weft::model::order_at(reinterpret_cast<std::uintptr_t>(exception) - 1);
}

void let_go_of_caught() {
  using Current = Pointer (*)();
  static const auto current = reinterpret_cast<Current>(in_program("_ZSt17current_exceptionv"));
  WEFT_CHECK(current != nullptr);
  Pointer caught = current();
  if (caught.object != nullptr) release(&caught);  // the handler holds it still
  let_go_of(caught.object);
}

}  // namespace

extern "C" {

void __wrap___cxa_end_catch();
void _ZNSt15__exception_ptr13exception_ptr10_M_releaseEv(Pointer* pointer);

WEFT_EXPORT void __wrap___cxa_end_catch() {
  using EndCatch = void (*)();
  static const auto original = reinterpret_cast<EndCatch>(in_program("__cxa_end_catch"));
  WEFT_CHECK(original != nullptr);
  if (weft::g_modelled) {
    weft::EngineScope scope;
    let_go_of_caught();
  }
  original();
}

WEFT_EXPORT void _ZNSt15__exception_ptr13exception_ptr10_M_releaseEv(Pointer* pointer) {
  if (weft::g_modelled) {
    weft::EngineScope scope;
    let_go_of(pointer->object);
  }
  release(pointer);
}

}  // extern "C"
