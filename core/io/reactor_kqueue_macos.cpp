#include <sys/event.h>

#include "contract/check.h"
#include "io/owned_descriptor.h"
#include "io/reactor.h"
#include "io/time_left.h"

namespace weft::runtime {
namespace {

constexpr std::uintptr_t kInterrupt = 1;  // the name of our own event

class KqueueReactor final : public Reactor {
 public:
  explicit KqueueReactor(Trigger trigger) : trigger_(trigger), queue_(kqueue()) {
    WEFT_CHECK(queue_);  // the process has too many descriptors open
    WEFT_CHECK(change(kInterrupt, EVFILT_USER, EV_ADD | EV_CLEAR, 0, this) == 0);
  }

  reactor_kind kind() const override { return reactor_kind::kqueue; }
  Trigger trigger() const override { return trigger_; }

  std::error_code watch(int descriptor, Interest interest, void* tag) override {
    const std::error_code reading = set(descriptor, EVFILT_READ, interest.readable, tag);
    return reading ? reading : set(descriptor, EVFILT_WRITE, interest.writable, tag);
  }

  void forget(int descriptor) override {
    set(descriptor, EVFILT_READ, false, nullptr);
    set(descriptor, EVFILT_WRITE, false, nullptr);
  }

  std::span<Ready> wait(std::span<Ready> into, Deadline deadline) override {
    struct kevent events[kMostReadyAtOnce];
    const int most = static_cast<int>(std::min(into.size(), kMostReadyAtOnce));
    const timespec length =
        timespec_of(deadline == kNever ? std::chrono::nanoseconds{} : time_left(deadline));
    const int count = kevent(queue_.get(), nullptr, 0, events, most, deadline == kNever ? nullptr : &length);
    std::size_t ready = 0;
    for (int i = 0; i < count; ++i)
      if (events[i].filter != EVFILT_USER) into[ready++] = ready_of(events[i]);
    return into.first(ready);
  }

  void interrupt() override { change(kInterrupt, EVFILT_USER, 0, NOTE_TRIGGER, this); }

 private:
  static Ready ready_of(const struct kevent& event) {
    return {event.udata, {event.filter == EVFILT_READ, event.filter == EVFILT_WRITE}};
  }

  int change(std::uintptr_t name, short filter, unsigned short flags, unsigned notes, void* tag) {
    struct kevent event;
    EV_SET(&event, name, filter, flags, notes, 0, tag);
    return kevent(queue_.get(), &event, 1, nullptr, 0, nullptr);
  }

  // Taking away what is not there fails, which is as well.
  std::error_code set(int descriptor, short filter, bool wanted, void* tag) {
    const unsigned short edge = trigger_ == Trigger::edge ? EV_CLEAR : 0;
    const auto flags = static_cast<unsigned short>(wanted ? EV_ADD | edge : EV_DELETE);
    const int done = change(static_cast<std::uintptr_t>(descriptor), filter, flags, 0, tag);
    return done == 0 || !wanted ? std::error_code() : std::error_code(errno, std::generic_category());
  }

  const Trigger trigger_;
  const OwnedDescriptor queue_;
};

}  // namespace

const reactor_kind kSystemReactor = reactor_kind::kqueue;

std::unique_ptr<Reactor> make_system_reactor(Trigger trigger) {
  return std::make_unique<KqueueReactor>(trigger);
}

}  // namespace weft::runtime
