// syscall(): libstdc++'s std::atomic::wait and friends call the kernel's futex through it.
#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstdarg>

#include "check/interpose/deadline.h"
#include "check/interpose/export.h"
#include "check/model.h"

namespace model = weft::model;
using weft::execution;

namespace {

long fail_with(int error) {
  *execution()->error_number() = error;
  return -1;
}

// FUTEX_WAIT takes a relative time, FUTEX_WAIT_BITSET an absolute one.
model::Deadline deadline_of(int command, const timespec* time) {
  if (time == nullptr) return std::nullopt;
  if (command == FUTEX_WAIT) return execution()->self().clock.time() + weft::nanoseconds(*time);
  return weft::virtual_deadline(*time);
}

long futex(std::uintptr_t word, int operation, std::uint32_t value, const timespec* time) {
  const int command = operation & FUTEX_CMD_MASK;
  switch (command) {
    case FUTEX_WAIT:
    case FUTEX_WAIT_BITSET: {
      const int error = model::futex_wait(word, &value, sizeof value, deadline_of(command, time));
      return error == 0 ? 0 : fail_with(error);
    }
    case FUTEX_WAKE:
    case FUTEX_WAKE_BITSET:
      return static_cast<long>(model::futex_wake(word, value > INT_MAX ? INT_MAX : value));
    default:
      execution()->met_unmodelled("futex operation " + std::to_string(command));
      return fail_with(ENOSYS);
  }
}

}  // namespace

extern "C" WEFT_EXPORT long syscall(long number, ...) {
  va_list list;
  va_start(list, number);
  long a[6];
  for (long& argument : a) argument = va_arg(list, long);
  va_end(list);
  if (!weft::g_modelled) return WEFT_ORIGINAL(syscall)(number, a[0], a[1], a[2], a[3], a[4], a[5]);
  weft::EngineScope scope;
  if (number == SYS_futex)
    return futex(static_cast<std::uintptr_t>(a[0]), static_cast<int>(a[1]), static_cast<std::uint32_t>(a[2]),
                 reinterpret_cast<const timespec*>(a[3]));
  if (number == SYS_gettid) return static_cast<long>(execution()->self().id.value) + 1;
  execution()->met_unmodelled("system call " + std::to_string(number));
  return WEFT_ORIGINAL(syscall)(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}
