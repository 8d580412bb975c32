// The functions by which the programs of the public verification benchmarks (SV-COMP) ask for inputs and say
// what they assume. Those programs declare them themselves and run as they are; this is for new ones.
//
//   int n = __VERIFIER_nondet_int();
//   __VERIFIER_assume(n > 0 && n < 5);
//   ...
//   if (sum != n) reach_error();
//
// `weft check` only. Inputs are choices like those between threads: they are explored with every strategy,
// and a schedule repeats them. Up to 8 bits all values are tried. Of larger types 0, 1, -1, 2, 3, the limits
// and a few drawn at random are (30 with --strategy random): the outcome then says "inputs sampled", and
// never `verified`. Only the first 100 inputs of an execution are choices.
//
// Threads:    every function may be called from any thread.
// Blocking:   an assumption that does not hold blocks its thread for ever; when nobody else can go on, the
//             execution is counted as excluded, and is no deadlock.
// Errors:     reach_error(), __VERIFIER_error() and __VERIFIER_assert(0) end the execution with wrong_result.
//             abort(), called in a program that uses any of these, means what __VERIFIER_assume(0) does, as
//             in the benchmarks.
// Complexity: O(1) a call; each input multiplies the executions by its values.
// Source:     the rules of the Competition on Software Verification.
#pragma once

#ifdef __cplusplus
#define WEFT_BOOL bool
extern "C" {
#else
#define WEFT_BOOL _Bool
#endif

WEFT_BOOL __VERIFIER_nondet_bool(void);
char __VERIFIER_nondet_char(void);
unsigned char __VERIFIER_nondet_uchar(void);
short __VERIFIER_nondet_short(void);
unsigned short __VERIFIER_nondet_ushort(void);
int __VERIFIER_nondet_int(void);
unsigned __VERIFIER_nondet_uint(void);
unsigned __VERIFIER_nondet_unsigned(void);
long __VERIFIER_nondet_long(void);
unsigned long __VERIFIER_nondet_ulong(void);
long long __VERIFIER_nondet_longlong(void);
unsigned long long __VERIFIER_nondet_ulonglong(void);
unsigned long __VERIFIER_nondet_size_t(void);
long long __VERIFIER_nondet_loff_t(void);
unsigned char __VERIFIER_nondet_u8(void);
unsigned short __VERIFIER_nondet_u16(void);
unsigned __VERIFIER_nondet_u32(void);
float __VERIFIER_nondet_float(void);
double __VERIFIER_nondet_double(void);
void* __VERIFIER_nondet_pointer(void);

void __VERIFIER_assume(int holds);
void __VERIFIER_assert(int holds);
void __VERIFIER_error(void) __attribute__((noreturn));
void reach_error(void) __attribute__((noreturn));

// Between the two, no other thread does anything. A function whose name begins with __VERIFIER_atomic_ is
// such a section as a whole.
void __VERIFIER_atomic_begin(void);
void __VERIFIER_atomic_end(void);

#ifdef __cplusplus
}
#endif
#undef WEFT_BOOL
