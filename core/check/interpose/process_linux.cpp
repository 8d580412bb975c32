// Linux's further ways to end or multiply the process, and glibc's assert.
#include <spawn.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

#include <cerrno>
#include <string>

#include "check/interpose/export.h"
#include "check/model.h"

using weft::execution;
using weft::g_modelled;
using weft::Verdict;

namespace {

[[noreturn]] void forbidden(const char* function) {
  g_modelled = false;
  execution()->fail(Verdict::forbidden, [&] { return std::string(function) + "() starts another process"; });
}

}  // namespace

extern "C" {

WEFT_EXPORT void __assert_fail(const char* expression, const char* file, unsigned line,
                               const char* function) {
  if (!g_modelled) WEFT_ORIGINAL(abort)();
  g_modelled = false;
  execution()->fail(Verdict::wrong_result, [&] {
    return std::string("assertion failed: ") + expression + " (" + file + ":" + std::to_string(line) + ")";
  });
}

WEFT_EXPORT void _exit(int status) {
  if (!g_modelled) WEFT_ORIGINAL(_exit)(status);
  _Exit(status);
  __builtin_unreachable();
}
WEFT_EXPORT void quick_exit(int status) {
  if (!g_modelled) WEFT_ORIGINAL(quick_exit)(status);
  _Exit(status);
  __builtin_unreachable();
}

WEFT_EXPORT pid_t fork() {
  if (!g_modelled) return WEFT_ORIGINAL(fork)();
  forbidden("fork");
}
WEFT_EXPORT pid_t vfork() {
  if (g_modelled) forbidden("vfork");
  errno = ENOSYS;  // cannot be passed on: it would return twice through this frame
  return -1;
}
WEFT_EXPORT int system(const char* command) {
  if (!g_modelled) return WEFT_ORIGINAL(system)(command);
  forbidden("system");
}
WEFT_EXPORT int execve(const char* path, char* const argv[], char* const environment[]) {
  if (!g_modelled) return WEFT_ORIGINAL(execve)(path, argv, environment);
  forbidden("execve");
}
WEFT_EXPORT int posix_spawn(pid_t* pid, const char* path, const posix_spawn_file_actions_t* actions,
                            const posix_spawnattr_t* attributes, char* const argv[],
                            char* const environment[]) {
  if (!g_modelled) return WEFT_ORIGINAL(posix_spawn)(pid, path, actions, attributes, argv, environment);
  forbidden("posix_spawn");
}

}  // extern "C"
