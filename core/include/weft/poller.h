// Who waits for descriptors to become ready, on behalf of the agents that wait at streams. Streams use the
// process's own unless told otherwise; programs make others to compare the ways that a system offers.
//
//   weft::poller with_poll(weft::reactor_kind::poll);
//   weft::scheduler two_workers({.workers = 2, .poller = &with_poll});
//
// An idle worker of a scheduler that uses the poller sleeps in it, and running workers look at it
// now and then. Where nobody does that (kernel threads wait, or several schedulers share a poller),
// it gets a kernel thread of its own.
//
// Threads:    any.
// Blocking:   only who waits at a stream; its own functions never.
// Errors:     a kind that reactor_kinds() does not have, and a stream that outlives it, are checked
//             and end the program with a message.
// Ownership:  it must outlive the schedulers and the streams that use it.
// Complexity: with epoll and kqueue a wait costs O(1) and no system call of its own; with poll and select it
//             costs O(descriptors that are waited for), and somebody has to be woken to look at the new set.
// Source:     Go's netpoller: edge-triggered, looked at by the scheduler.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

namespace weft {

namespace runtime {
class Poller;
class DescriptorPoller;
}  // namespace runtime

enum class reactor_kind : std::uint8_t {
  best,  // epoll or kqueue
  epoll,
  kqueue,
  poll,
  select,
};
const char* to_string(reactor_kind kind);

// Those that work here, the best first.
std::vector<reactor_kind> reactor_kinds();

class poller {
 public:
  explicit poller(reactor_kind kind = reactor_kind::best);
  ~poller();
  poller(const poller&) = delete;
  poller& operator=(const poller&) = delete;

  // The process's own, made at first use and never destroyed.
  static poller& shared();

  reactor_kind kind() const;
  // Whether it has a kernel thread of its own by now.
  bool has_thread() const;

  runtime::DescriptorPoller& core() { return *core_; }
  runtime::Poller& seam() { return *seam_; }

 private:
  std::unique_ptr<runtime::DescriptorPoller> core_;
  runtime::Poller* seam_;  // the same object, as the scheduler sees it
};

}  // namespace weft
