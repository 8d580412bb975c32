// Linux's further ways to end or multiply the process, and glibc's assert.
#include <sched.h>
#include <spawn.h>
#include <stdio.h>
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

void __cxa_pure_virtual();
WEFT_EXPORT void __cxa_pure_virtual() {
  if (!g_modelled) WEFT_ORIGINAL(abort)();
  g_modelled = false;
  execution()->fail(Verdict::crash,
                    "a pure virtual function was called: the object is not made yet, or gone already");
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
// The other ways to run a program; ours never takes them.
WEFT_EXPORT int execl(const char*, const char*, ...) { forbidden("execl"); }
WEFT_EXPORT int execlp(const char*, const char*, ...) { forbidden("execlp"); }
WEFT_EXPORT int execle(const char*, const char*, ...) { forbidden("execle"); }
WEFT_EXPORT int execv(const char*, char* const[]) { forbidden("execv"); }
WEFT_EXPORT int execvp(const char*, char* const[]) { forbidden("execvp"); }
WEFT_EXPORT int execvpe(const char*, char* const[], char* const[]) { forbidden("execvpe"); }
WEFT_EXPORT int fexecve(int, char* const[], char* const[]) { forbidden("fexecve"); }
WEFT_EXPORT int clone(int (*)(void*), void*, int, void*, ...) { forbidden("clone"); }
WEFT_EXPORT FILE* popen(const char*, const char*) { forbidden("popen"); }
WEFT_EXPORT int posix_spawnp(pid_t*, const char*, const posix_spawn_file_actions_t*, const posix_spawnattr_t*,
                             char* const[], char* const[]) {
  forbidden("posix_spawnp");
}
WEFT_EXPORT int posix_spawn(pid_t* pid, const char* path, const posix_spawn_file_actions_t* actions,
                            const posix_spawnattr_t* attributes, char* const argv[],
                            char* const environment[]) {
  if (!g_modelled) return WEFT_ORIGINAL(posix_spawn)(pid, path, actions, attributes, argv, environment);
  forbidden("posix_spawn");
}

}  // extern "C"
