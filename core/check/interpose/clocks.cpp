// Sleeping and clocks, on virtual time: a sleep takes no time, and nobody may rely on its length.
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include <cerrno>

#include "check/interpose/deadline.h"
#include "check/interpose/export.h"
#include "check/model.h"

namespace model = weft::model;
using weft::kMonotonicStart;
using weft::kRealTimeStart;
using weft::kSecond;

namespace {

void sleep_for(std::uint64_t nanoseconds) {
  model::sleep_until(weft::execution()->self().clock.time() + nanoseconds);
}

timespec as_timespec(std::uint64_t nanoseconds) {
  timespec t;
  t.tv_sec = static_cast<time_t>(nanoseconds / kSecond);
  t.tv_nsec = static_cast<long>(nanoseconds % kSecond);
  return t;
}

}  // namespace

extern "C" {

WEFT_EXPORT int nanosleep(const timespec* wanted, timespec* left) {
  WEFT_UNLESS_MODELLED(nanosleep, wanted, left);
  sleep_for(weft::nanoseconds(*wanted));
  return 0;
}
WEFT_EXPORT int clock_nanosleep(clockid_t clock, int flags, const timespec* wanted, timespec* left) {
  WEFT_UNLESS_MODELLED(clock_nanosleep, clock, flags, wanted, left);
  if ((flags & TIMER_ABSTIME) != 0)
    model::sleep_until(weft::virtual_deadline(*wanted));
  else
    sleep_for(weft::nanoseconds(*wanted));
  return 0;
}
WEFT_EXPORT int usleep(useconds_t microseconds) {
  WEFT_UNLESS_MODELLED(usleep, microseconds);
  sleep_for(microseconds * 1'000ull);
  return 0;
}
WEFT_EXPORT unsigned sleep(unsigned seconds) {
  WEFT_UNLESS_MODELLED(sleep, seconds);
  sleep_for(seconds * kSecond);
  return 0;
}

WEFT_EXPORT int clock_gettime(clockid_t clock, timespec* t) {
  WEFT_UNLESS_MODELLED(clock_gettime, clock, t);
  *t = as_timespec(model::now() + (clock == CLOCK_REALTIME ? kRealTimeStart : kMonotonicStart));
  return 0;
}
WEFT_EXPORT int gettimeofday(timeval* t, void* zone) {
  WEFT_UNLESS_MODELLED(gettimeofday, t, zone);
  const timespec now = as_timespec(model::now() + kRealTimeStart);
  t->tv_sec = now.tv_sec;
  t->tv_usec = static_cast<decltype(t->tv_usec)>(now.tv_nsec / 1'000);
  return 0;
}
WEFT_EXPORT time_t time(time_t* t) {
  WEFT_UNLESS_MODELLED(time, t);
  const auto now = static_cast<time_t>((model::now() + kRealTimeStart) / kSecond);
  if (t != nullptr) *t = now;
  return now;
}

}  // extern "C"
