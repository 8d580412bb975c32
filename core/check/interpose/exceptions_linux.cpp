// Exceptions that several threads hold: libstdc++ counts who does, out of the checker's sight. Who lets go of
// one comes before whoever frees it. Modules are linked so that their calls of __cxa_end_catch() arrive here
// under another name (native/compile/compiler.cpp): the runner catches exceptions of its own, by a library of
// its own. Source: Itanium C++ ABI, exception handling, 2.5; libstdc++'s eh_ptr.cc.
#include <dlfcn.h>

#include <utility>

#include "check/interpose/export.h"
#include "check/model_gates.h"
#include "contract/check.h"

namespace {

// What std::exception_ptr consists of, returned as it is: in memory.
struct Pointer {
  const void* object = nullptr;
  ~Pointer() {}
};

// Functions of the library that the program throws by, found when first called. No static of a function: its
// guard would be modelled.
template <class Function>
struct InProgram {
  const char* const name;
  Function* found = nullptr;

  Function& operator*() {
    if (found == nullptr) found = reinterpret_cast<Function*>(find());
    return *found;
  }
  void* find() const {
    const bool was_modelled = std::exchange(weft::g_modelled, false);
    void* const library = dlopen("libstdc++.so.6", RTLD_LAZY | RTLD_NOLOAD);
    void* const function = library == nullptr ? nullptr : dlsym(library, name);
    weft::g_modelled = was_modelled;
    WEFT_CHECK(function != nullptr);
    return function;
  }
};

constinit InProgram<void(Pointer*)> g_release{"_ZNSt15__exception_ptr13exception_ptr10_M_releaseEv"};
constinit InProgram<Pointer()> g_current{"_ZSt17current_exceptionv"};
constinit InProgram<void()> g_end_catch{"__cxa_end_catch"};

// One holder less, at an address in front of the object, where the count is and nothing of the program's.
void let_go_of(const void* exception) {
  if (exception != nullptr) weft::model::order_at(reinterpret_cast<std::uintptr_t>(exception) - 1);
}

void let_go_of_caught() {
  Pointer caught = (*g_current)();
  if (caught.object != nullptr) (*g_release)(&caught);  // the handler holds it still
  let_go_of(caught.object);
}

}  // namespace

extern "C" {

void __wrap___cxa_end_catch();
void _ZNSt15__exception_ptr13exception_ptr10_M_releaseEv(Pointer* pointer);

WEFT_EXPORT void __wrap___cxa_end_catch() {
  if (weft::g_modelled) {
    weft::EngineScope scope;
    let_go_of_caught();
  }
  (*g_end_catch)();
}

WEFT_EXPORT void _ZNSt15__exception_ptr13exception_ptr10_M_releaseEv(Pointer* pointer) {
  if (weft::g_modelled) {
    weft::EngineScope scope;
    let_go_of(pointer->object);
  }
  (*g_release)(pointer);
}

}  // extern "C"
