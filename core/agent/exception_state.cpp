#include "agent/exception_state.h"

#include <cxxabi.h>

namespace weft::runtime {

ExceptionState& exception_state_of_thread() {
  return *reinterpret_cast<ExceptionState*>(abi::__cxa_get_globals());
}

}  // namespace weft::runtime
