// select(2): sets of bits, for descriptors below FD_SETSIZE only.
#include <sys/select.h>

#include "io/reactor.h"
#include "io/time_left.h"
#include "io/watched_set.h"

namespace weft::runtime {
namespace {

struct Sets {
  fd_set reading, writing;
  int above = 0;  // every descriptor in a set is less

  Sets() {
    FD_ZERO(&reading);
    FD_ZERO(&writing);
  }
  void add(int descriptor, Interest interest) {
    if (interest.readable) FD_SET(descriptor, &reading);
    if (interest.writable) FD_SET(descriptor, &writing);
    above = std::max(above, descriptor + 1);
  }
  Interest of(int descriptor) const {
    return {FD_ISSET(descriptor, &reading) != 0, FD_ISSET(descriptor, &writing) != 0};
  }
};

class SelectReactor final : public NamingReactor {
 public:
  reactor_kind kind() const override { return reactor_kind::select; }

  std::error_code watch(int descriptor, Interest interest, void* tag) override {
    if (descriptor >= FD_SETSIZE) return std::make_error_code(std::errc::too_many_files_open);
    watched_.set(descriptor, interest, tag);
    return {};
  }

  std::span<Ready> wait(std::span<Ready> into, Deadline deadline) override {
    const std::vector<WatchedSet::Entry> entries = watched_.copy();
    Sets sets;
    sets.add(watched_.wake().descriptor(), {.readable = true});
    for (const WatchedSet::Entry& entry : entries) sets.add(entry.descriptor, entry.interest);
    if (wait_until(sets, deadline) <= 0) return {};
    if (sets.of(watched_.wake().descriptor()).readable) watched_.wake().drain();
    return ready_of(entries, into, [&](std::size_t i) { return sets.of(entries[i].descriptor); });
  }

 private:
  // A descriptor that was closed meanwhile makes the whole call fail; whoever closed it has told forget()
  // first, so the next wait is right again.
  static int wait_until(Sets& sets, Deadline deadline) {
    if (deadline == kNever)
      return pselect(sets.above, &sets.reading, &sets.writing, nullptr, nullptr, nullptr);
    const timespec length = timespec_of(time_left(deadline));
    return pselect(sets.above, &sets.reading, &sets.writing, nullptr, &length, nullptr);
  }
};

}  // namespace

std::unique_ptr<Reactor> make_select_reactor() { return std::make_unique<SelectReactor>(); }

}  // namespace weft::runtime
