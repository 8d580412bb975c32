// A pointer of each kernel thread's own, read and written in two instructions where the machine allows.
//
// A fiber may go on in another kernel thread after any switch, and a compiler that has computed the address
// of a thread_local once keeps it. An `asm volatile` computes it anew each time: no compiler moves one across
// another or merges the two. Elsewhere a function that is not inlined does the same.
//
//   WEFT_DECLARE_THREAD_VARIABLE(weft_current_agent, ControlBlock)   in a header, outside of namespaces:
//                                                                    read_weft_current_agent(), write_...(p)
//   WEFT_DEFINE_THREAD_VARIABLE(weft_current_agent, ControlBlock)    in one source file
#pragma once

#if defined(__x86_64__) && !defined(WEFT_CHECKED)  // checked programs keep their thread_locals elsewhere
#define WEFT_DECLARE_THREAD_VARIABLE(name, type)                                                       \
  extern "C" constinit thread_local type* name;                                                        \
  inline type* read_##name() {                                                                         \
    type* value;                                                                                       \
    asm volatile("movq " #name "@gottpoff(%%rip), %0\n\tmovq %%fs:(%0), %0" : "=&r"(value)::"memory"); \
    return value;                                                                                      \
  }                                                                                                    \
  inline void write_##name(type* value) {                                                              \
    type* place;                                                                                       \
    asm volatile("movq " #name "@gottpoff(%%rip), %0\n\tmovq %1, %%fs:(%0)"                            \
                 : "=&r"(place)                                                                        \
                 : "r"(value)                                                                          \
                 : "memory");                                                                          \
  }
#elif defined(__aarch64__) && !defined(WEFT_CHECKED)
#define WEFT_DECLARE_THREAD_VARIABLE(name, type)                                                    \
  extern "C" constinit thread_local type* name;                                                     \
  inline type** place_of_##name() {                                                                 \
    type** place;                                                                                   \
    void* base;                                                                                     \
    asm volatile("adrp %0, :gottprel:" #name "\n\tldr %0, [%0, #:gottprel_lo12:" #name              \
                 "]\n\tmrs %1, tpidr_el0"                                                           \
                 : "=&r"(place), "=&r"(base)::"memory");                                            \
    return reinterpret_cast<type**>(reinterpret_cast<char*>(base) + reinterpret_cast<long>(place)); \
  }                                                                                                 \
  inline type* read_##name() { return *place_of_##name(); }                                         \
  inline void write_##name(type* value) { *place_of_##name() = value; }
#else
#define WEFT_DECLARE_THREAD_VARIABLE(name, type) \
  type* read_##name();                           \
  void write_##name(type* value);
#endif

#if (defined(__x86_64__) || defined(__aarch64__)) && !defined(WEFT_CHECKED)
#define WEFT_DEFINE_THREAD_VARIABLE(name, type) constinit thread_local type* name = nullptr;
#else
#define WEFT_DEFINE_THREAD_VARIABLE(name, type)          \
  static thread_local type* name = nullptr;              \
  [[gnu::noinline]] type* read_##name() { return name; } \
  [[gnu::noinline]] void write_##name(type* value) { name = value; }
#endif
