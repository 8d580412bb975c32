#include "check/recorder.h"

#include <cstring>

#include "check/limits.h"

namespace weft {

std::uint64_t read_value(std::uintptr_t address, std::uint32_t bytes) {
  if (address == 0 || bytes == 0 || bytes > sizeof(std::uint64_t)) return 0;
  std::uint64_t value = 0;
  std::memcpy(&value, reinterpret_cast<const void*>(address), bytes);
  return value;
}

void Recorder::start() {
  on_ = true;
  events_.clear();
  blocks_.clear();
  unsettled_address_ = 0;
}

bool Recorder::full() const { return events_.size() >= kMaxRecordedEvents; }

std::uint32_t Recorder::add(Event event) {
  settle();
  events_.push_back(std::move(event));
  return size() - 1;
}

void Recorder::expect_write(std::uint32_t event, std::uintptr_t address, std::uint32_t bytes) {
  unsettled_ = event;
  unsettled_address_ = address;
  unsettled_bytes_ = bytes;
}

void Recorder::settle() {
  if (unsettled_address_ == 0) return;
  events_[unsettled_].after = read_value(unsettled_address_, unsettled_bytes_);
  unsettled_address_ = 0;
}

void Recorder::note_block(std::uint32_t number, std::vector<std::uint64_t> frames) {
  blocks_[number] = std::move(frames);
}

const std::vector<std::uint64_t>* Recorder::calls_of_block(std::uint32_t number) const {
  const auto found = blocks_.find(number);
  return found == blocks_.end() ? nullptr : &found->second;
}

std::uint32_t Recorder::last_access(AgentId agent, std::uintptr_t address, bool writes_only) const {
  for (std::uint32_t i = size(); i-- > 0;) {
    const Event& event = events_[i];
    const bool reads = event.op == Op::read || event.op == Op::atomic_load;
    if (event.agent == agent && accesses_memory(event.op) && !(writes_only && reads) &&
        address - event.address < event.bytes)
      return i;
  }
  return size();
}

}  // namespace weft
