#include "run/harmless_calls.h"

#include <dlfcn.h>

#include <algorithm>
#include <iterator>

namespace weft {
namespace {

constexpr std::string_view kHarmless[] = {"__ctype_b_loc",
                                          "__ctype_tolower_loc",
                                          "__ctype_toupper_loc",
                                          "__cxa_finalize",
                                          "__errno_location",
                                          "__fprintf_chk",
                                          "__gmon_start__",
                                          "__isoc23_strtol",
                                          "__isoc23_strtoll",
                                          "__isoc23_strtoul",
                                          "__isoc23_strtoull",
                                          "__isoc99_sscanf",
                                          "__memcpy_chk",
                                          "__printf_chk",
                                          "__snprintf_chk",
                                          "__sprintf_chk",
                                          "__stack_chk_fail",
                                          "__strcpy_chk",
                                          "__vsnprintf_chk",
                                          "abs",
                                          "atof",
                                          "atoi",
                                          "atol",
                                          "atoll",
                                          "bcmp",
                                          "bsearch",
                                          "div",
                                          "fflush",
                                          "fprintf",
                                          "fputc",
                                          "fputs",
                                          "fwrite",
                                          "getenv",
                                          "getpid",
                                          "isalnum",
                                          "isalpha",
                                          "isdigit",
                                          "islower",
                                          "isprint",
                                          "isspace",
                                          "isupper",
                                          "labs",
                                          "ldiv",
                                          "llabs",
                                          "memchr",
                                          "memcmp",
                                          "memcpy",
                                          "memmove",
                                          "memset",
                                          "perror",
                                          "printf",
                                          "pthread_attr_destroy",
                                          "pthread_attr_getdetachstate",
                                          "pthread_attr_init",
                                          "pthread_attr_setdetachstate",
                                          "pthread_attr_setstacksize",
                                          "pthread_condattr_destroy",
                                          "pthread_condattr_init",
                                          "pthread_condattr_setclock",
                                          "pthread_equal",
                                          "pthread_getname_np",
                                          "pthread_mutexattr_destroy",
                                          "pthread_mutexattr_gettype",
                                          "pthread_mutexattr_init",
                                          "pthread_mutexattr_settype",
                                          "pthread_rwlockattr_destroy",
                                          "pthread_rwlockattr_init",
                                          "pthread_setname_np",
                                          "putc",
                                          "putchar",
                                          "puts",
                                          "qsort",
                                          "setbuf",
                                          "setvbuf",
                                          "snprintf",
                                          "sprintf",
                                          "sscanf",
                                          "stderr",
                                          "stdout",
                                          "strcasecmp",
                                          "strcat",
                                          "strchr",
                                          "strcmp",
                                          "strcpy",
                                          "strcspn",
                                          "strdup",
                                          "strerror",
                                          "strlen",
                                          "strncasecmp",
                                          "strncat",
                                          "strncmp",
                                          "strncpy",
                                          "strndup",
                                          "strnlen",
                                          "strpbrk",
                                          "strrchr",
                                          "strspn",
                                          "strstr",
                                          "strtod",
                                          "strtof",
                                          "strtol",
                                          "strtold",
                                          "strtoll",
                                          "strtoul",
                                          "strtoull",
                                          "sysconf",
                                          "tolower",
                                          "toupper",
                                          "vfprintf",
                                          "vprintf",
                                          "vsnprintf",
                                          "vsprintf"};

static_assert(std::is_sorted(std::begin(kHarmless), std::end(kHarmless)));

bool is_from(std::string_view path, std::string_view library) {
  return path.find(library) != std::string_view::npos;
}

}  // namespace

bool is_harmless_call(std::string_view name) {
  return std::binary_search(std::begin(kHarmless), std::end(kHarmless), name);
}

bool provided_by_c_library(const void* address) {
  Dl_info info;
  if (address == nullptr || dladdr(address, &info) == 0) return false;
  Dl_info ours;
  dladdr(reinterpret_cast<const void*>(&is_harmless_call), &ours);
  if (info.dli_fbase == ours.dli_fbase) return false;
  const std::string_view path = info.dli_fname;
  return !is_from(path, "libstdc++") && !is_from(path, "libgcc_s") && !is_from(path, "libm.so");
}

}  // namespace weft
