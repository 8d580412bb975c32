#include "agent/exception_state.h"

#include <cxxabi.h>

namespace weft::runtime {

// Not inlined: the state's address is the kernel thread's, which changes over a switch.
[[gnu::noinline]] void switch_exception_state(ExceptionState& from, const ExceptionState& to) {
  auto& current = *reinterpret_cast<ExceptionState*>(abi::__cxa_get_globals());
  from = current;
  current = to;
}

}  // namespace weft::runtime
