// Writes down the events of one execution, when asked to: the replay of a failure, never the search.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "check/operation.h"
#include "trace/event.h"

namespace weft {

class Recorder {
 public:
  bool on() const { return on_; }
  void start();
  void stop() { on_ = false; }

  // Index of the new event.
  std::uint32_t add(Event event);
  std::uint32_t size() const { return static_cast<std::uint32_t>(events_.size()); }
  Event& operator[](std::uint32_t i) { return events_[i]; }
  std::vector<Event>& events() { return events_; }
  bool full() const;  // further events, but the failure itself, are dropped

  // The hook of a plain write runs before the write: its value is read when the next event comes.
  void expect_write(std::uint32_t event, std::uintptr_t address, std::uint32_t bytes);
  void settle();

  // The calls that allocated a heap block, by its number.
  void note_block(std::uint32_t number, std::vector<std::uint64_t> frames);
  const std::vector<std::uint64_t>* calls_of_block(std::uint32_t number) const;  // null: not seen

  // Last event of `agent` that touched `address`; size() when there is none.
  std::uint32_t last_access(AgentId agent, std::uintptr_t address, bool writes_only) const;

 private:
  bool on_ = false;
  std::vector<Event> events_;
  std::map<std::uint32_t, std::vector<std::uint64_t>> blocks_;
  std::uint32_t unsettled_ = 0;
  std::uintptr_t unsettled_address_ = 0;
  std::uint32_t unsettled_bytes_ = 0;
};

// The bytes at `address`, as an unsigned number; 0 for widths that do not fit.
std::uint64_t read_value(std::uintptr_t address, std::uint32_t bytes);

}  // namespace weft
