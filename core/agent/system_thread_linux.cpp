#include <fcntl.h>
#include <pthread.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <ctime>

#include "agent/system_thread.h"

namespace weft::runtime {

Stack system_stack() {
  pthread_attr_t attributes;
  if (pthread_getattr_np(pthread_self(), &attributes) != 0) return {};
  void* low = nullptr;
  std::size_t bytes = 0;
  pthread_attr_getstack(&attributes, &low, &bytes);
  pthread_attr_destroy(&attributes);
  return {static_cast<std::byte*>(low), bytes};
}

long system_thread_id() { return syscall(SYS_gettid); }

// proc(5), /proc/pid/stat: the twentieth field; the second is the name, in parentheses, with any characters.
std::uint32_t system_thread_count() {
  const int file = open("/proc/self/stat", O_RDONLY | O_CLOEXEC);
  if (file < 0) return 0;
  char text[1024] = {};
  const ssize_t length = read(file, text, sizeof text - 1);
  close(file);
  const char* at = length > 0 ? std::strrchr(text, ')') : nullptr;
  for (int field = 2; at != nullptr && field < 20; ++field) at = std::strchr(at + 1, ' ');
  return at == nullptr ? 0 : static_cast<std::uint32_t>(std::strtoul(at, nullptr, 10));
}

// The clock id of a thread: CPUCLOCK_PERTHREAD_MASK | CPUCLOCK_SCHED in the lowest bits, as the C library
// makes it.
std::chrono::nanoseconds cpu_time_of(long thread_id) {
  const auto clock = static_cast<clockid_t>((~static_cast<unsigned>(thread_id) << 3) | 6);
  timespec time{};
  if (clock_gettime(clock, &time) != 0) return {};
  return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

}  // namespace weft::runtime
