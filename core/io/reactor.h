// Asks the system which descriptors are ready: the seam between the I/O layer and the platform. One file for
// each back end: reactor_epoll_linux.cpp, reactor_kqueue_macos.cpp, reactor_poll.cpp, reactor_select.cpp.
// Threads:  wait() by one at a time; everything else by any thread, also meanwhile.
// Blocking: wait() only.
// Errors:   watch() returns what the system says: select takes descriptors below
//           FD_SETSIZE only, epoll no plain files.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <system_error>

#include "agent/deadline.h"
#include "weft/poller.h"

namespace weft::runtime {

struct Interest {
  bool readable = false;
  bool writable = false;
  bool none() const { return !readable && !writable; }
  friend bool operator==(const Interest&, const Interest&) = default;
};

// What wait() tells: a closed or broken connection counts as both, since neither side would wait.
struct Ready {
  void* tag = nullptr;
  Interest how;
};

enum class Trigger : std::uint8_t {
  level,  // wait() tells again and again while a descriptor is ready
  edge,   // wait() tells once that it has become ready
};

class Reactor {
 public:
  virtual ~Reactor() = default;
  virtual reactor_kind kind() const = 0;
  // Asked for `edge`, poll and select give `level`: they know nothing else.
  virtual Trigger trigger() const { return Trigger::level; }

  // From now on wait() tells when the descriptor is ready in one of these ways, and no
  // others. No interest: as forget().
  virtual std::error_code watch(int descriptor, Interest interest, void* tag) = 0;
  // Before it is closed. What a wait() that goes on already saw it still tells.
  virtual void forget(int descriptor) = 0;
  // Until something is ready, interrupt(), or the deadline; may return for no reason.
  // The part of `into` that was filled.
  virtual std::span<Ready> wait(std::span<Ready> into, Deadline deadline) = 0;
  // Ends the wait() that goes on, or the next one.
  virtual void interrupt() = 0;
};

inline constexpr std::size_t kMostReadyAtOnce = 64;
using ReadyArray = std::array<Ready, kMostReadyAtOnce>;

// `kind` must be one of reactor_kinds(), or `best`.
std::unique_ptr<Reactor> make_reactor(reactor_kind kind, Trigger trigger);

// One for each file. make_system_reactor: what this platform has beside poll and select.
std::unique_ptr<Reactor> make_system_reactor(Trigger trigger);
std::unique_ptr<Reactor> make_poll_reactor();
std::unique_ptr<Reactor> make_select_reactor();
extern const reactor_kind kSystemReactor;

}  // namespace weft::runtime
