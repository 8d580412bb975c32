// In place of libc++'s header of this name, for checked programs: what waits, waits at once. libc++ polls 64
// times and then by the clock, which in a checked execution would be steps without meaning, and time that
// does not pass.
#ifndef WEFT_OVERLAY_POLL_WITH_BACKOFF_H
#define WEFT_OVERLAY_POLL_WITH_BACKOFF_H

#include <__chrono/duration.h>
#include <__chrono/high_resolution_clock.h>
#include <__config>

#pragma GCC system_header

_LIBCPP_BEGIN_NAMESPACE_STD

static _LIBCPP_CONSTEXPR const int __libcpp_polling_count = 0;

// As libc++: true when __f() came true; false when the time was up or __bf() said to stop. The back-off
// policies wait in the way that fits the time polled so far: long enough that they block rather than poll
// again.
template <class _Fn, class _BFn>
_LIBCPP_HIDE_FROM_ABI bool __libcpp_thread_poll_with_backoff(
    _Fn&& __f, _BFn&& __bf, chrono::nanoseconds __max_elapsed = chrono::nanoseconds::zero()) {
  const chrono::nanoseconds __long_enough = chrono::seconds(1);
  if (__max_elapsed == chrono::nanoseconds::zero()) {
    while (!__f())
      if (__bf(__long_enough)) return false;
    return true;
  }
  const auto __start = chrono::high_resolution_clock::now();
  while (!__f()) {
    if (chrono::high_resolution_clock::now() - __start > __max_elapsed) return false;
    if (__bf(__long_enough)) return false;
  }
  return true;
}

struct __spinning_backoff_policy {
  _LIBCPP_HIDE_FROM_ABI _LIBCPP_CONSTEXPR bool operator()(chrono::nanoseconds const&) const { return false; }
};

_LIBCPP_END_NAMESPACE_STD

#endif
