// Calls that a student's program may not make, or by which it ends itself. The runner is linked with its
// symbols exported, so a module's calls bind to these before the C library's. The supervisor forks through
// the C library, by clone_process() in real_main.cpp, and leaves by leave_repetition().
#include <signal.h>
#include <spawn.h>
#include <sys/types.h>

#include <cstdio>
#include <string>

#include "runner/repetition.h"
#include "runner/repetition_record.h"

namespace {

[[noreturn]] void forbidden(const char* name) {
  weft::tell(weft::record::kForbidden, {name});
  weft::leave_repetition();
}

// fflush could wait for a stream that another thread holds: the output of a program that ends itself is cut
// instead.
[[noreturn]] void quits(const char* name, int code) {
  char number[16];
  std::snprintf(number, sizeof number, "%d", code);
  weft::tell(weft::record::kQuit, {name, number});
  weft::leave_repetition();
}

}  // namespace

extern "C" {

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmissing-declarations"

pid_t fork() noexcept { forbidden("fork"); }
pid_t vfork() noexcept { forbidden("vfork"); }
pid_t _Fork() noexcept { forbidden("_Fork"); }
int clone(int (*)(void*), void*, int, void*, ...) noexcept { forbidden("clone"); }
int system(const char*) { forbidden("system"); }
FILE* popen(const char*, const char*) { forbidden("popen"); }
int execl(const char*, const char*, ...) noexcept { forbidden("execl"); }
int execlp(const char*, const char*, ...) noexcept { forbidden("execlp"); }
int execle(const char*, const char*, ...) noexcept { forbidden("execle"); }
int execv(const char*, char* const[]) noexcept { forbidden("execv"); }
int execvp(const char*, char* const[]) noexcept { forbidden("execvp"); }
int execvpe(const char*, char* const[], char* const[]) noexcept { forbidden("execvpe"); }
int execve(const char*, char* const[], char* const[]) noexcept { forbidden("execve"); }
int fexecve(int, char* const[], char* const[]) noexcept { forbidden("fexecve"); }
int posix_spawn(pid_t*, const char*, const posix_spawn_file_actions_t*, const posix_spawnattr_t*,
                char* const[], char* const[]) {
  forbidden("posix_spawn");
}
int posix_spawnp(pid_t*, const char*, const posix_spawn_file_actions_t*, const posix_spawnattr_t*,
                 char* const[], char* const[]) {
  forbidden("posix_spawnp");
}
int kill(pid_t, int) noexcept { forbidden("kill"); }
int killpg(pid_t, int) noexcept { forbidden("killpg"); }

// As in a checked run, a failed assertion is a wrong result, not a crash.
void __assert_fail(const char* expression, const char* file, unsigned line, const char*) noexcept {
  std::fflush(nullptr);
  weft::tell_recording();
  const std::string at = std::string(file) + ":" + std::to_string(line);
  const std::string message = std::string("assertion failed: ") + expression + " (" + at + ")";
  weft::tell(weft::record::kFailed, {message.c_str(), file, std::to_string(line).c_str()});
  weft::leave_repetition();
}

void exit(int code) noexcept {
  std::fflush(nullptr);  // as the C library would; a stream that is held for ever ends in a time limit
  weft::tell_recording();
  quits("exit", code);
}
void _exit(int code) { quits("_exit", code); }
void _Exit(int code) noexcept { quits("_Exit", code); }
void quick_exit(int code) noexcept { quits("quick_exit", code); }

#pragma GCC diagnostic pop

}  // extern "C"
