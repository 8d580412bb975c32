#include <sys/epoll.h>
#include <sys/syscall.h>

#include <cerrno>
#include <climits>
#include <ctime>

#include "contract/check.h"
#include "io/owned_descriptor.h"
#include "io/reactor.h"
#include "io/time_left.h"
#include "io/wake_descriptor.h"

namespace weft::runtime {
namespace {

std::error_code last_error() { return {errno, std::generic_category()}; }

class EpollReactor final : public Reactor {
 public:
  explicit EpollReactor(Trigger trigger) : trigger_(trigger), epoll_(epoll_create1(EPOLL_CLOEXEC)) {
    WEFT_CHECK(epoll_);  // the process has too many descriptors open
    // An edge for each signal(): it needs no draining.
    epoll_event event{.events = EPOLLIN | EPOLLET, .data = {.ptr = this}};
    WEFT_CHECK(epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, wake_.descriptor(), &event) == 0);
  }

  reactor_kind kind() const override { return reactor_kind::epoll; }
  Trigger trigger() const override { return trigger_; }

  std::error_code watch(int descriptor, Interest interest, void* tag) override {
    if (interest.none()) return forget(descriptor), std::error_code();
    epoll_event event{.events = events_of(interest), .data = {.ptr = tag}};
    if (epoll_ctl(epoll_.get(), EPOLL_CTL_MOD, descriptor, &event) == 0) return {};
    if (errno == ENOENT && epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, descriptor, &event) == 0) return {};
    return last_error();
  }

  // Fails where it was not watched, which is as well.
  void forget(int descriptor) override { epoll_ctl(epoll_.get(), EPOLL_CTL_DEL, descriptor, nullptr); }

  std::span<Ready> wait(std::span<Ready> into, Deadline deadline) override {
    epoll_event events[kMostReadyAtOnce];
    const int most = static_cast<int>(std::min(into.size(), kMostReadyAtOnce));
    const int count = wait_until(events, most, deadline);
    std::size_t ready = 0;
    for (int i = 0; i < count; ++i)
      if (events[i].data.ptr != this) into[ready++] = {events[i].data.ptr, interest_of(events[i].events)};
    return into.first(ready);
  }

  void interrupt() override { wake_.signal(); }

 private:
  std::uint32_t events_of(Interest interest) const {
    return (interest.readable ? std::uint32_t{EPOLLIN | EPOLLRDHUP} : 0) |
           (interest.writable ? std::uint32_t{EPOLLOUT} : 0) |
           (trigger_ == Trigger::edge ? std::uint32_t{EPOLLET} : 0);
  }

  static Interest interest_of(std::uint32_t events) {
    return {.readable = (events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0,
            .writable = (events & (EPOLLOUT | EPOLLHUP | EPOLLERR)) != 0};
  }

  // epoll_pwait2 takes nanoseconds; systems older than Linux 5.11 lack it.
  int wait_until(epoll_event* events, int most, Deadline deadline) const {
    if (deadline == kNever) return epoll_wait(epoll_.get(), events, most, -1);
    const std::chrono::nanoseconds left = time_left(deadline);
    if (left.count() == 0) return epoll_wait(epoll_.get(), events, most, 0);
    const timespec length = timespec_of(left);
    const long count = syscall(SYS_epoll_pwait2, epoll_.get(), events, most, &length, nullptr, 0);
    if (count >= 0 || errno != ENOSYS) return static_cast<int>(count);
    return epoll_wait(epoll_.get(), events, most, milliseconds_of(left));
  }

  const Trigger trigger_;
  const OwnedDescriptor epoll_;
  WakeDescriptor wake_;
};

}  // namespace

const reactor_kind kSystemReactor = reactor_kind::epoll;

std::unique_ptr<Reactor> make_system_reactor(Trigger trigger) {
  return std::make_unique<EpollReactor>(trigger);
}

}  // namespace weft::runtime
