#include "check/oracle/candidate.h"

#include <algorithm>

namespace weft::oracle {
namespace {

using Type = Event::Type;

bool contains(const std::vector<int>& events, int event) {
  return std::find(events.begin(), events.end(), event) != events.end();
}

std::vector<OperationId> operations_of(const Graph& graph, const std::vector<int>& events) {
  std::vector<OperationId> operations;
  for (const int event : events) operations.push_back(graph.events[event].operation);
  return operations;
}

}  // namespace

Candidate::Candidate(const Skeleton& skeleton)
    : skeleton_(&skeleton), graph_(skeleton.graph), source_(graph_.events.size(), kNoEvent) {}

bool Candidate::is_complete() const {
  for (int mutex = 0; mutex < kMutexes; ++mutex)
    if (!open_sections(mutex).empty()) return false;
  for (int location = 0; location < kLocations; ++location)
    if (!open_writes(location).empty()) return false;
  return open_read() == kNoEvent;
}

std::vector<Candidate> Candidate::extensions() const {
  for (int mutex = 0; mutex < kMutexes; ++mutex)
    if (const std::vector<int> locks = open_sections(mutex); !locks.empty()) return with_next_section(locks);
  for (int location = 0; location < kLocations; ++location)
    if (const std::vector<int> writes = open_writes(location); !writes.empty())
      return with_next_write(writes);
  return with_sources_of(open_read());
}

// The locks of the mutex that have no place in its order yet.
std::vector<int> Candidate::open_sections(int mutex) const {
  std::vector<int> open;
  for (std::size_t i = 0; i < graph_.events.size(); ++i) {
    const Event& event = graph_.events[i];
    const int lock = static_cast<int>(i);
    if (event.type == Type::read && event.place == kLocations + mutex && !contains(locks_[mutex], lock))
      open.push_back(lock);
  }
  return open;
}

std::vector<int> Candidate::open_writes(int location) const {
  std::vector<int> open;
  for (std::size_t i = 0; i < graph_.events.size(); ++i) {
    const Event& event = graph_.events[i];
    const int write = static_cast<int>(i);
    if (event.type == Type::write && event.place == location && event.operation != kInitialWrite &&
        !contains(modifications_[location], write))
      open.push_back(write);
  }
  return open;
}

int Candidate::open_read() const {
  for (std::size_t i = 0; i < graph_.events.size(); ++i)
    if (graph_.events[i].type == Type::read && source_[i] == kNoEvent) return static_cast<int>(i);
  return kNoEvent;
}

std::vector<Candidate> Candidate::with_next_section(const std::vector<int>& locks) const {
  const std::vector<int>& before = locks_[graph_.events[locks.front()].place - kLocations];
  if (!before.empty() && unlock_after(before.back()) == kNoEvent) return {};
  std::vector<Candidate> all(locks.size(), *this);
  for (std::size_t i = 0; i < locks.size(); ++i) all[i].append_section(locks[i]);
  return all;
}

std::vector<Candidate> Candidate::with_next_write(const std::vector<int>& writes) const {
  std::vector<Candidate> all(writes.size(), *this);
  for (std::size_t i = 0; i < writes.size(); ++i) all[i].append_write(writes[i]);
  return all;
}

std::vector<Candidate> Candidate::with_sources_of(int read) const {
  const int location = graph_.events[read].place;
  std::vector<int> writes = modifications_[location];
  writes.push_back(skeleton_->initial_write[location]);
  std::vector<Candidate> all(writes.size(), *this);
  for (std::size_t i = 0; i < writes.size(); ++i) all[i].read_from(read, writes[i]);
  return all;
}

void Candidate::append_section(int lock) {
  const int place = graph_.events[lock].place;
  locks_[place - kLocations].push_back(lock);
  read_from(lock, last_write_of(place));
  if (const int unlock = unlock_after(lock); unlock != kNoEvent) append_write(unlock);
}

void Candidate::append_write(int write) {
  std::vector<int>& order = modifications_[graph_.events[write].place];
  for (const int before : order) graph_.mo.add(before, write);
  order.push_back(write);
}

void Candidate::read_from(int read, int write) {
  source_[read] = write;
  graph_.rf.add(write, read);
}

// That which ends the section.
int Candidate::unlock_after(int lock) const {
  const Event& start = graph_.events[lock];
  for (std::size_t i = lock + 1; i < graph_.events.size(); ++i) {
    const Event& event = graph_.events[i];
    if (event.operation.thread == start.operation.thread && event.place == start.place)
      return static_cast<int>(i);
  }
  return kNoEvent;
}

int Candidate::last_write_of(int place) const {
  return modifications_[place].empty() ? skeleton_->initial_write[place] : modifications_[place].back();
}

ExecutionClass Candidate::execution_class() const {
  ExecutionClass result;
  for (std::size_t i = 0; i < graph_.events.size(); ++i) {
    const Event& event = graph_.events[i];
    if (event.type != Type::read || event.place >= kLocations) continue;
    const OperationId source = graph_.events[source_[i]].operation;
    result.reads_from.push_back(
        {event.operation, source == kInitialWrite ? std::nullopt : std::optional(source)});
  }
  for (int i = 0; i < kLocations; ++i) result.modifications[i] = operations_of(graph_, modifications_[i]);
  for (int i = 0; i < kMutexes; ++i) result.acquisitions[i] = operations_of(graph_, locks_[i]);
  return result;
}

}  // namespace weft::oracle
