// What lies behind the control block of a fiber.
#pragma once

#include <atomic>
#include <cstdint>
#include <exception>

#include "agent/control_block.h"

namespace weft::runtime {

class Scheduler;
class Scope;

struct FiberJob {
  Scheduler* scheduler = nullptr;
  void (*invoke)(void* closure) = nullptr;
  Scope* scope = nullptr;                      // its parent; null: none
  std::atomic<ControlBlock*> joiner{nullptr};  // who waits for its end; kEnded when it has
  std::exception_ptr error;
  std::atomic<std::int8_t> owners{1};  // the fiber itself, and who may join it
  std::uint16_t block_bytes = 0;
};

FiberJob& job_of(ControlBlock& agent);

// Of the calling agent, if it is a fiber that has a kernel thread to itself; else null.
Scheduler* scheduler_of_threaded_fiber();

// The scope that the agent is a child of; null: none.
Scope* scope_of(ControlBlock& agent);

}  // namespace weft::runtime
