#include "run/lasting_state.h"

#include <algorithm>
#include <iterator>

#include "run/harmless_calls.h"

namespace weft {
namespace {

// Of the C library: what they do depends on their arguments, and changes nothing but what those point to.
constexpr std::string_view kPure[] = {"__ctype_b_loc",
                                      "__ctype_get_mb_cur_max",
                                      "__ctype_tolower_loc",
                                      "__ctype_toupper_loc",
                                      "__cxa_finalize",
                                      "__errno_location",
                                      "__isoc23_strtol",
                                      "__isoc23_strtoll",
                                      "__isoc23_strtoul",
                                      "__isoc23_strtoull",
                                      "__isoc99_sscanf",
                                      "__libc_single_threaded",
                                      "__longjmp_chk",
                                      "__memcpy_chk",
                                      "__memmove_chk",
                                      "__memset_chk",
                                      "__sigsetjmp",
                                      "__snprintf_chk",
                                      "__sprintf_chk",
                                      "__stack_chk_fail",
                                      "__strcat_chk",
                                      "__strcpy_chk",
                                      "__strncpy_chk",
                                      "__vsnprintf_chk",
                                      "_longjmp",
                                      "_setjmp",
                                      "abs",
                                      "atof",
                                      "atoi",
                                      "atol",
                                      "atoll",
                                      "bcmp",
                                      "bsearch",
                                      "div",
                                      "getpagesize",
                                      "isalnum",
                                      "isalpha",
                                      "iscntrl",
                                      "isdigit",
                                      "isgraph",
                                      "islower",
                                      "isprint",
                                      "ispunct",
                                      "isspace",
                                      "isupper",
                                      "isxdigit",
                                      "labs",
                                      "ldiv",
                                      "lfind",
                                      "llabs",
                                      "lldiv",
                                      "longjmp",
                                      "memccpy",
                                      "memchr",
                                      "memcmp",
                                      "memcpy",
                                      "memmem",
                                      "memmove",
                                      "mempcpy",
                                      "memrchr",
                                      "memset",
                                      "pthread_attr_destroy",
                                      "pthread_attr_getdetachstate",
                                      "pthread_attr_init",
                                      "pthread_attr_setdetachstate",
                                      "pthread_barrierattr_destroy",
                                      "pthread_barrierattr_init",
                                      "pthread_condattr_destroy",
                                      "pthread_condattr_init",
                                      "pthread_condattr_setclock",
                                      "pthread_equal",
                                      "pthread_mutexattr_destroy",
                                      "pthread_mutexattr_gettype",
                                      "pthread_mutexattr_init",
                                      "pthread_mutexattr_settype",
                                      "pthread_rwlockattr_destroy",
                                      "pthread_rwlockattr_init",
                                      "qsort",
                                      "rawmemchr",
                                      "setjmp",
                                      "siglongjmp",
                                      "snprintf",
                                      "sprintf",
                                      "sscanf",
                                      "stpcpy",
                                      "stpncpy",
                                      "strcasecmp",
                                      "strcat",
                                      "strchr",
                                      "strchrnul",
                                      "strcmp",
                                      "strcpy",
                                      "strcspn",
                                      "strdup",
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
                                      "strtok_r",
                                      "strtol",
                                      "strtold",
                                      "strtoll",
                                      "strtoul",
                                      "strtoull",
                                      "tolower",
                                      "toupper",
                                      "vsnprintf",
                                      "vsprintf",
                                      "wcscmp",
                                      "wcscpy",
                                      "wcslen",
                                      "wmemchr",
                                      "wmemcmp",
                                      "wmemcpy",
                                      "wmemmove",
                                      "wmemset"};

static_assert(std::is_sorted(std::begin(kPure), std::end(kPure)));

// Ours, which tell the checker what they touch, and leave the rest to the C library.
constexpr std::string_view kPassedOn[] = {
    "asctime", "clearenv",  "close",  "ctime",    "fgets",  "fputs",    "fread", "fwrite", "getenv",
    "gmtime",  "localtime", "mmap",   "munmap",   "pread",  "putenv",   "puts",  "pwrite", "read",
    "recv",    "send",      "setenv", "shutdown", "strtok", "unsetenv", "write"};

// In names of the C++ library: streams that are not in memory, and the locale of the process.
constexpr std::string_view kStreams[] = {"St3cin",  "St4cout",  "St4cerr",    "St4clog",
                                         "St4wcin", "St5wcout", "St5wcerr",   "St5wclog",
                                         "fstream", "filebuf",  "filesystem", "St6locale6global"};

}  // namespace

bool keeps_something(std::string_view name, const void* address) {
  if (provided_by_c_library(address)) return !std::binary_search(std::begin(kPure), std::end(kPure), name);
  if (std::find(std::begin(kPassedOn), std::end(kPassedOn), name) != std::end(kPassedOn)) return true;
  return std::any_of(std::begin(kStreams), std::end(kStreams),
                     [&](std::string_view part) { return name.find(part) != std::string_view::npos; });
}

bool keeps_something(std::string_view library) {
  constexpr std::string_view kRuntime[] = {"libstdc++", "libgcc_s", "libm.so", "libc.so"};
  return std::none_of(std::begin(kRuntime), std::end(kRuntime),
                      [&](std::string_view known) { return library.find(known) != std::string_view::npos; });
}

}  // namespace weft
