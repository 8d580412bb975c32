// poll(2): the whole set goes to the kernel and back at each wait.
#include <poll.h>

#include "io/reactor.h"
#include "io/time_left.h"
#include "io/watched_set.h"

namespace weft::runtime {
namespace {

constexpr short kAnyTrouble = POLLHUP | POLLERR | POLLNVAL;

short events_of(Interest interest) {
  return static_cast<short>((interest.readable ? POLLIN : 0) | (interest.writable ? POLLOUT : 0));
}

Interest ready_among(Interest wanted, short events) {
  return {.readable = wanted.readable && (events & (POLLIN | kAnyTrouble)) != 0,
          .writable = wanted.writable && (events & (POLLOUT | kAnyTrouble)) != 0};
}

class PollReactor final : public NamingReactor {
 public:
  reactor_kind kind() const override { return reactor_kind::poll; }

  std::error_code watch(int descriptor, Interest interest, void* tag) override {
    watched_.set(descriptor, interest, tag);
    return {};
  }

  std::span<Ready> wait(std::span<Ready> into, Deadline deadline) override {
    const std::vector<WatchedSet::Entry> entries = watched_.copy();
    std::vector<pollfd> asked{{watched_.wake().descriptor(), POLLIN, 0}};
    for (const WatchedSet::Entry& entry : entries)
      asked.push_back({entry.descriptor, events_of(entry.interest), 0});
    if (wait_until(asked, deadline) <= 0) return {};
    if (asked[0].revents != 0) watched_.wake().drain();
    return ready_of(entries, into,
                    [&](std::size_t i) { return ready_among(entries[i].interest, asked[i + 1].revents); });
  }

 private:
  static int wait_until(std::vector<pollfd>& asked, Deadline deadline) {
    const int length = deadline == kNever ? -1 : milliseconds_of(time_left(deadline));
    return poll(asked.data(), static_cast<nfds_t>(asked.size()), length);
  }
};

}  // namespace

std::unique_ptr<Reactor> make_poll_reactor() { return std::make_unique<PollReactor>(); }

}  // namespace weft::runtime
