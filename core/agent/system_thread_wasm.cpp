#include <emscripten/stack.h>

#include "agent/system_thread.h"

namespace weft::runtime {

Stack system_stack() {
  const auto end = emscripten_stack_get_end();
  return {reinterpret_cast<std::byte*>(end), emscripten_stack_get_base() - end};
}

long system_thread_id() { return 0; }

std::uint32_t system_thread_count() { return 0; }

// Browsers do not tell the processor time of a Worker.
std::chrono::nanoseconds cpu_time_of(long) { return {}; }

}  // namespace weft::runtime
