// What a waiting agent waits for, as people are told: weft::agents(), reports, traces.
#pragma once

#include <cstdint>

namespace weft::runtime {

enum class WaitReason : std::uint8_t {
  none,
  mutex,
  shared_mutex,
  condition,
  semaphore,
  barrier,
  latch,
  event,
  once,
  join,
  scope,
  channel,
  select,
  sleep,
  io,
};

struct Wait {
  WaitReason reason = WaitReason::none;
  const void* object = nullptr;  // the primitive
};

}  // namespace weft::runtime
