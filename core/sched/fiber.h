// What lies behind the control block of a fiber.
#pragma once

#include <atomic>
#include <cstdint>
#include <exception>

#include "agent/control_block.h"
#include "weft/detail/completion.h"

namespace weft::runtime {

class Scheduler;
class Scope;

struct FiberJob {
  Scheduler* scheduler = nullptr;
  void (*invoke)(void* closure) = nullptr;
  Scope* scope = nullptr;  // its parent; null: none
  detail::completion end;
  std::exception_ptr error;
  std::uint16_t block_bytes = 0;
};

FiberJob& job_of(ControlBlock& agent);

// The scope that the agent, which has not run yet, is a child of; null: none.
Scope* scope_of_new(ControlBlock& agent);

}  // namespace weft::runtime
