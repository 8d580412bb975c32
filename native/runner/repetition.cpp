#include "runner/repetition.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>
#include <optional>
#include <vector>

#include "report/run_recording.h"
#include "runner/repetition_record.h"
#include "trace/codec.h"
#include "weft/deadlock.h"

namespace weft {

namespace {

int g_record_fd = -1;

// Decimal text without the heap.
struct Decimal {
  char text[24] = {};
  explicit Decimal(long long value) { *std::to_chars(text, text + sizeof text - 1, value).ptr = '\0'; }
};

void on_no_memory() {
  tell(record::kNoMemory, {});
  leave_repetition();
}

std::uint64_t g_data_limit = 0;  // bytes; 0 = none

// Whether the process has all the memory it may have. Only calls that a signal handler may make.
bool memory_is_spent() {
  char text[128] = {};
  const int file = open("/proc/self/statm", O_RDONLY);
  if (g_data_limit == 0 || file < 0 || read(file, text, sizeof text - 1) <= 0) return false;
  const char* field = text;
  for (int i = 0; i < 5; ++i)  // "size resident shared text lib data dirty", in pages
    if (field = std::strchr(field, ' '); field++ == nullptr) return false;
  const std::uint64_t data = std::strtoull(field, nullptr, 10) * static_cast<std::uint64_t>(getpagesize());
  return data + g_data_limit / 16 > g_data_limit;
}

// A program that uses what malloc() could not give it has no crash of its own.
void on_fatal_signal(int number) {
  if (memory_is_spent()) on_no_memory();
  tell(record::kSignal, {Decimal(number).text});
  leave_repetition();
}

// A handler on a stack of its own also sees the overflow of the thread's stack (of the first thread at least;
// for the others the supervisor sees the signal itself).
void catch_fatal_signals() {
  static char stack[64 * 1024];
  const stack_t alternative{stack, 0, sizeof stack};
  sigaltstack(&alternative, nullptr);
  struct sigaction action {};
  action.sa_handler = on_fatal_signal;
  action.sa_flags = SA_ONSTACK | SA_RESETHAND;
  for (int number : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGXFSZ, SIGTRAP, SIGSYS})
    sigaction(number, &action, nullptr);
}

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define WEFT_SANITIZED 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define WEFT_SANITIZED 1
#endif

#ifdef WEFT_SANITIZED
// A sanitizer reserves terabytes before main(): under any limit every later allocation would fail.
void limit_memory(std::uint64_t) {}
#else
// Small stacks, so that the memory limit is about the student's data and not about how many threads there
// are.
void limit_memory(std::uint64_t bytes) {
  constexpr std::uint64_t kThreads = 64u << 20;        // stacks and allocator arenas
  constexpr std::uint64_t kAddressSpace = 2ull << 30;  // reserved, not used: arenas, libraries
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, 1u << 20);
  pthread_setattr_default_np(&attributes);
  pthread_attr_destroy(&attributes);
  const rlimit data{bytes + kThreads, bytes + kThreads};
  const rlimit space{bytes + kAddressSpace, bytes + kAddressSpace};
  g_data_limit = data.rlim_cur;
  setrlimit(RLIMIT_DATA, &data);
  setrlimit(RLIMIT_AS, &space);
}
#endif

// Of fibers and tasks (weft/deadlock.h); of threads alone the supervisor sees that they do not end.
void on_deadlock(const std::string& report) {
  std::fputs(report.c_str(), stderr);
  std::fflush(nullptr);
  tell_recording();
  tell(record::kDeadlock, {report.c_str()});
  leave_repetition();
}

[[noreturn]] void load_failed(const char* why) {
  tell(record::kLoadFailed, {why});
  leave_repetition();
}

void* find(void* module, const std::string& symbol) {
  void* found = dlsym(module, symbol.c_str());
  if (!found) load_failed(("symbol not found: " + symbol).c_str());
  return found;
}

int call_main(void* module, const RunRequest& request) {
  std::vector<char*> argv = {const_cast<char*>("program")};
  for (const std::string& argument : request.arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  const auto main_function = reinterpret_cast<int (*)(int, char**)>(find(module, "main"));
  return main_function(static_cast<int>(argv.size()) - 1, argv.data());
}

int call(void* module, const RunRequest& request) {
  if (request.scenario == "main") return call_main(module, request);
  reinterpret_cast<void (*)()>(find(module, "weft_scenario_" + request.scenario))();
  return 0;
}

}  // namespace

void tell(char kind, std::initializer_list<const char*> texts) noexcept {
  char bytes[record::kMaxBytes];
  std::size_t size = 0;
  bytes[size++] = kind;
  for (const char* text : texts) {
    const std::size_t room =
        sizeof bytes - size - 2 - 32;  // for this zero, the newline, and short texts behind it
    const std::size_t length = size + 34 < sizeof bytes ? strnlen(text, room) : 0;
    std::memcpy(bytes + size, text, length);
    size += length;
    if (size + 1 < sizeof bytes) bytes[size++] = '\0';
  }
  bytes[size++] = '\n';
  [[maybe_unused]] const auto written = write(g_record_fd, bytes, size);
}

void tell_recording() noexcept try {
  constexpr std::size_t kPart = record::kMaxBytes / 2;
  const std::optional<Failure> recording = end_run_recording();
  const std::string json = recording ? encode_execution(*recording) : "";
  for (std::size_t at = 0; at < json.size(); at += kPart)
    tell(record::kRecording, {json.substr(at, kPart).c_str()});
} catch (const std::bad_alloc&) {  // the verdict comes without it
}

void leave_repetition() noexcept {
  syscall(SYS_exit_group, 0);
  __builtin_unreachable();
}

void run_repetition(const std::string& module_path, const RunRequest& request, int record_fd) {
  g_record_fd = record_fd;
  void* module = dlopen(module_path.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (!module) load_failed(dlerror());
  catch_fatal_signals();
  limit_memory(request.budget.memory_bytes);
  std::set_new_handler(on_no_memory);
  set_deadlock_handler(on_deadlock);
  begin_run_recording();
  tell(record::kBegin, {});
  const auto start = std::chrono::steady_clock::now();
  const int code = call(module, request);
  const auto time = std::chrono::steady_clock::now() - start;
  std::fflush(nullptr);
  tell_recording();
  const auto nanoseconds = std::chrono::duration_cast<std::chrono::nanoseconds>(time).count();
  tell(record::kEnd, {Decimal(nanoseconds).text, Decimal(code).text});
  leave_repetition();
}

}  // namespace weft

// What <weft/exercise.h> imports.
extern "C" {

void weft_observe(const char* name, const char* value) { weft::tell(weft::record::kObserved, {name, value}); }

void weft_note(const char*) {}  // the trace of a real run has no place for it
void weft_aside(int) {}         // likewise

[[noreturn]] void weft_expectation_failed(const char* message, const char* file, int line) {
  std::fflush(nullptr);
  weft::tell_recording();
  char number[16];
  std::snprintf(number, sizeof number, "%d", line);
  weft::tell(weft::record::kFailed, {message, file, number});
  weft::leave_repetition();
}

[[noreturn]] void weft_starved(const char* message) {
  std::fflush(nullptr);
  weft::tell_recording();
  weft::tell(weft::record::kStarved, {message});
  weft::leave_repetition();
}

}  // extern "C"
