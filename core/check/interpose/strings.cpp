// The C library's string functions are not instrumented: what they read and write is told to the checker
// here. Those for plain memory: memory_linux.cpp; in wasm the compiler's hooks stand for them.
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <algorithm>

#include "check/interpose/export.h"
#include "check/interpose/told_access.h"

// glibc says so in its declarations, musl does not.
#if defined(__GLIBC__)
#define NOEXCEPT noexcept
#else
#define NOEXCEPT
#endif

using weft::g_modelled;
using weft::reads;
using weft::writes;

namespace {

std::size_t length(const char* text) { return WEFT_ORIGINAL(strlen)(text); }
void reads_text(const char* text) { reads(text, length(text) + 1); }
void reads_text(const char* text, std::size_t at_most) {
  reads(text, std::min(strnlen(text, at_most) + 1, at_most));
}

// The original with `before` told first.
#define WEFT_TELLING(function, arguments, before) \
  if (g_modelled) {                               \
    before;                                       \
  }                                               \
  return WEFT_ORIGINAL(function) arguments

}  // namespace

extern "C" {

WEFT_EXPORT std::size_t strlen(const char* text) NOEXCEPT {
  const std::size_t bytes = length(text);
  if (g_modelled) reads(text, bytes + 1);
  return bytes;
}
WEFT_EXPORT int strcmp(const char* a, const char* b) NOEXCEPT {
  WEFT_TELLING(strcmp, (a, b), reads_text(a); reads_text(b));
}
WEFT_EXPORT int strncmp(const char* a, const char* b, std::size_t bytes) NOEXCEPT {
  WEFT_TELLING(strncmp, (a, b, bytes), reads_text(a, bytes); reads_text(b, bytes));
}
WEFT_EXPORT char* strcpy(char* to, const char* from) NOEXCEPT {
  WEFT_TELLING(strcpy, (to, from), reads_text(from); writes(to, length(from) + 1));
}
WEFT_EXPORT char* stpcpy(char* to, const char* from) NOEXCEPT {
  WEFT_TELLING(stpcpy, (to, from), reads_text(from); writes(to, length(from) + 1));
}
WEFT_EXPORT char* strncpy(char* to, const char* from, std::size_t bytes) NOEXCEPT {
  WEFT_TELLING(strncpy, (to, from, bytes), reads_text(from, bytes); writes(to, bytes));
}
WEFT_EXPORT char* strcat(char* to, const char* from) NOEXCEPT {
  WEFT_TELLING(strcat, (to, from), reads_text(from); reads_text(to);
               writes(to + length(to), length(from) + 1));
}
WEFT_EXPORT char* strncat(char* to, const char* from, std::size_t bytes) NOEXCEPT {
  WEFT_TELLING(strncat, (to, from, bytes), reads_text(from, bytes); reads_text(to);
               writes(to + length(to), strnlen(from, bytes) + 1));
}
WEFT_EXPORT char* strdup(const char* text) NOEXCEPT {
  const std::size_t bytes = strlen(text) + 1;
  auto* const copy = static_cast<char*>(malloc(bytes));
  return copy == nullptr ? nullptr : static_cast<char*>(memcpy(copy, text, bytes));
}
WEFT_EXPORT char* strndup(const char* text, std::size_t at_most) NOEXCEPT {
  const std::size_t bytes = strnlen(text, at_most);
  if (g_modelled) reads_text(text, at_most);
  auto* const copy = static_cast<char*>(malloc(bytes + 1));
  if (copy == nullptr) return nullptr;
  copy[bytes] = 0;
  return static_cast<char*>(memcpy(copy, text, bytes));
}

WEFT_EXPORT int vsnprintf(char* to, std::size_t bytes, const char* format, va_list list) NOEXCEPT {
  const int made = WEFT_ORIGINAL(vsnprintf)(to, bytes, format, list);
  if (g_modelled && made >= 0) writes(to, std::min<std::size_t>(bytes, static_cast<std::size_t>(made) + 1));
  return made;
}
WEFT_EXPORT int snprintf(char* to, std::size_t bytes, const char* format, ...) NOEXCEPT {
  va_list list;
  va_start(list, format);
  const int made = vsnprintf(to, bytes, format, list);
  va_end(list);
  return made;
}
WEFT_EXPORT int vsprintf(char* to, const char* format, va_list list) NOEXCEPT {
  const int made = WEFT_ORIGINAL(vsprintf)(to, format, list);
  if (g_modelled && made >= 0) writes(to, static_cast<std::size_t>(made) + 1);
  return made;
}
WEFT_EXPORT int sprintf(char* to, const char* format, ...) NOEXCEPT {
  va_list list;
  va_start(list, format);
  const int made = vsprintf(to, format, list);
  va_end(list);
  return made;
}

WEFT_EXPORT int puts(const char* text) { WEFT_TELLING(puts, (text), reads_text(text)); }
WEFT_EXPORT int fputs(const char* text, FILE* file) { WEFT_TELLING(fputs, (text, file), reads_text(text)); }
WEFT_EXPORT std::size_t fwrite(const void* from, std::size_t bytes, std::size_t count, FILE* file) {
  WEFT_TELLING(fwrite, (from, bytes, count, file), reads(from, bytes * count));
}
WEFT_EXPORT void qsort(void* base, std::size_t count, std::size_t bytes,
                       int (*compare)(const void*, const void*)) {
  WEFT_TELLING(qsort, (base, count, bytes, compare), writes(base, count * bytes));
}

}  // extern "C"
