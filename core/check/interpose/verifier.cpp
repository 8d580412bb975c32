// The calls of <weft/verifier.h>. What a program defines under these names itself means the same.
#include <weft/verifier.h>

#include "check/interpose/export.h"
#include "check/model.h"
#include "check/model_inputs.h"

namespace model = weft::model;
using weft::execution;
using weft::g_modelled;
using weft::Verdict;

namespace {

template <class T>
T integer(const char* function, std::uint32_t bits = 8 * sizeof(T)) {
  if (!g_modelled) return T();
  weft::EngineScope scope;
  return static_cast<T>(model::input(function, {bits, T(-1) < T(0)}));
}

template <class T>
T floating(const char* function) {
  if (!g_modelled) return T();
  weft::EngineScope scope;
  return static_cast<T>(model::floating_input(function));
}

[[noreturn]] void fail(const char* what) {
  g_modelled = false;
  execution()->fail(Verdict::wrong_result, what);
}

}  // namespace

extern "C" {

#define WEFT_INTEGER(word, T) \
  WEFT_EXPORT T __VERIFIER_nondet_##word(void) { return integer<T>("__VERIFIER_nondet_" #word); }
WEFT_INTEGER(char, char)
WEFT_INTEGER(uchar, unsigned char)
WEFT_INTEGER(short, short)
WEFT_INTEGER(ushort, unsigned short)
WEFT_INTEGER(int, int)
WEFT_INTEGER(uint, unsigned)
WEFT_INTEGER(unsigned, unsigned)
WEFT_INTEGER(long, long)
WEFT_INTEGER(ulong, unsigned long)
WEFT_INTEGER(longlong, long long)
WEFT_INTEGER(ulonglong, unsigned long long)
WEFT_INTEGER(size_t, unsigned long)
WEFT_INTEGER(loff_t, long long)
WEFT_INTEGER(u8, unsigned char)
WEFT_INTEGER(u16, unsigned short)
WEFT_INTEGER(u32, unsigned)
#undef WEFT_INTEGER

// Declared as bool, _Bool and int: a whole register is right for all of them.
WEFT_EXPORT unsigned weft_nondet_bool(void) __asm__("__VERIFIER_nondet_bool");
WEFT_EXPORT unsigned weft_nondet_bool(void) { return integer<unsigned>("__VERIFIER_nondet_bool", 1); }

WEFT_EXPORT float __VERIFIER_nondet_float(void) { return floating<float>("__VERIFIER_nondet_float"); }
WEFT_EXPORT double __VERIFIER_nondet_double(void) { return floating<double>("__VERIFIER_nondet_double"); }

// Null, or nothing that may be touched.
WEFT_EXPORT void* __VERIFIER_nondet_pointer(void) {
  return reinterpret_cast<void*>(integer<std::uintptr_t>("__VERIFIER_nondet_pointer", 1));
}

WEFT_EXPORT void __VERIFIER_assume(int holds) {
  if (!g_modelled) return;
  weft::EngineScope scope;
  model::assume(holds != 0);
}

WEFT_EXPORT void __VERIFIER_assert(int holds) {
  if (g_modelled && holds == 0) fail("what __VERIFIER_assert() was given does not hold");
}
WEFT_EXPORT void __VERIFIER_error(void) { fail("__VERIFIER_error() was called"); }
WEFT_EXPORT void reach_error(void) { fail("reach_error() was called"); }

WEFT_EXPORT void __VERIFIER_atomic_begin(void) {
  if (!g_modelled) return;
  weft::EngineScope scope;
  execution()->enter_section();
}
WEFT_EXPORT void __VERIFIER_atomic_end(void) {
  if (!g_modelled) return;
  weft::EngineScope scope;
  execution()->leave_section();
}

}  // extern "C"
