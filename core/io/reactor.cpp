#include "io/reactor.h"

#include <algorithm>

#include "contract/check.h"

namespace weft {

const char* to_string(reactor_kind kind) {
  switch (kind) {
    case reactor_kind::best:
      return "best";
    case reactor_kind::epoll:
      return "epoll";
    case reactor_kind::kqueue:
      return "kqueue";
    case reactor_kind::poll:
      return "poll";
    case reactor_kind::select:
      return "select";
  }
  return "unknown";
}

std::vector<reactor_kind> reactor_kinds() {
  return {runtime::kSystemReactor, reactor_kind::poll, reactor_kind::select};
}

namespace runtime {

std::unique_ptr<Reactor> make_reactor(reactor_kind kind, Trigger trigger) {
  if (kind == reactor_kind::best || kind == kSystemReactor) return make_system_reactor(trigger);
  if (kind == reactor_kind::poll) return make_poll_reactor();
  WEFT_CHECK(kind == reactor_kind::select);  // somebody asked for a reactor that this system does not have
  return make_select_reactor();
}

}  // namespace runtime
}  // namespace weft
