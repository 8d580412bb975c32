#include <pthread.h>
#include <sys/syscall.h>
#include <unistd.h>

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

// The clock id of a thread: CPUCLOCK_PERTHREAD_MASK | CPUCLOCK_SCHED in the lowest bits, as the C library
// makes it.
std::chrono::nanoseconds cpu_time_of(long thread_id) {
  const auto clock = static_cast<clockid_t>((~static_cast<unsigned>(thread_id) << 3) | 6);
  timespec time{};
  if (clock_gettime(clock, &time) != 0) return {};
  return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

}  // namespace weft::runtime
