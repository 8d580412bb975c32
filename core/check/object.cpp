#include "check/object.h"

#include <algorithm>

#include "contract/check.h"

namespace weft {

std::size_t WaitQueue::notify(std::size_t count) {
  const std::size_t reachable = waiters_.size() - tokens_.size();
  const std::size_t reached = std::min(count, reachable);
  tokens_.insert(tokens_.end(), reached, tickets_);
  return reached;
}

const WaitQueue::Waiter* WaitQueue::find(AgentId agent) const {
  auto at = std::find_if(waiters_.begin(), waiters_.end(), [&](const Waiter& w) { return w.agent == agent; });
  return at == waiters_.end() ? nullptr : &*at;
}

bool WaitQueue::notified(AgentId agent) const {
  const Waiter* waiter = find(agent);
  if (waiter == nullptr) return false;
  return waiter->notified_by != kNobody || (!tokens_.empty() && tokens_.back() >= waiter->ticket);
}

void WaitQueue::notify_waiter(AgentId agent, std::uint32_t event) {
  for (Waiter& waiter : waiters_)
    if (waiter.agent == agent) waiter.notified_by = event;
}

std::uint32_t WaitQueue::notified_by(AgentId agent) const {
  const Waiter* waiter = find(agent);
  return waiter == nullptr ? kNobody : waiter->notified_by;
}

void WaitQueue::take(AgentId agent) {
  const Waiter* waiter = find(agent);
  WEFT_CHECK(waiter != nullptr);
  if (waiter->notified_by != kNobody) return remove(agent);
  auto token = std::lower_bound(tokens_.begin(), tokens_.end(), waiter->ticket);
  WEFT_CHECK(token != tokens_.end());
  tokens_.erase(token);
  remove(agent);
}

void WaitQueue::leave(AgentId agent) {
  remove(agent);
  if (tokens_.size() > waiters_.size()) tokens_.pop_back();  // it was meant for the one who left
}

void WaitQueue::remove(AgentId agent) {
  std::erase_if(waiters_, [&](const Waiter& w) { return w.agent == agent; });
}

void WaitQueue::clear() {
  waiters_.clear();
  tokens_.clear();
  tickets_ = 0;
}

void Object::reset(std::uintptr_t at, ObjectKind as, ObjectId with) {
  address = at;
  kind = as;
  id = with;
  type = MutexType::normal;
  owner = AgentId();
  depth = 0;
  count = initial = 0;
  generation = writes = state = 0;
  noun = nullptr;
  readers.clear();
  queue.clear();
  released.clear();
  readers_released.clear();
  atomic_reads.clear();
  atomic_writes.clear();
  atomic_bytes = 0;
  taken_at = missed_at = 0;
  missed = false;
  location = kNoLocation;
  graph_event = 0;
}

ObjectTable::ObjectTable() : slots_(64, 0) {}

Object& ObjectTable::add(std::uintptr_t address, ObjectKind kind) {
  if ((used_ + 1) * 2 > slots_.size()) grow();
  const std::size_t slot = slot_of(address);
  if (used_ == objects_.size()) objects_.push_back(std::make_unique<Object>());
  Object& fresh = *objects_[used_++];
  fresh.reset(address, kind, ObjectId(static_cast<std::uint32_t>(used_ - 1)));
  take_slot(slot, used_ - 1);
  return fresh;
}

void ObjectTable::forget(std::uintptr_t low, std::size_t bytes) {
  for (std::size_t i = 0; i < used_; ++i) {
    Object& object = *objects_[i];
    if (object.address >= low && object.address - low < bytes)
      object.reset(object.address, object.kind, object.id);
  }
}

void ObjectTable::clear() {
  for (std::size_t i = 0; i < used_; ++i) slots_[slot_taken_[i]] = 0;
  slot_taken_.clear();
  used_ = 0;
}

void ObjectTable::copy_to(Copy& copy) const {
  copy.objects.resize(std::max(copy.objects.size(), used_));
  copy.used = used_;
  for (std::size_t i = 0; i < used_; ++i) copy.objects[i] = *objects_[i];
}

// Those that came last are taken out first, so that whoever had to make way for others is still found.
void ObjectTable::put_back(const Copy& copy) {
  for (; used_ > copy.used; --used_, slot_taken_.pop_back()) slots_[slot_taken_.back()] = 0;
  for (std::size_t i = 0; i < used_; ++i) *objects_[i] = copy.objects[i];
}

void ObjectTable::grow() {
  slots_.assign(slots_.size() * 2, 0);
  slot_taken_.clear();
  for (std::size_t i = 0; i < used_; ++i) take_slot(slot_of(objects_[i]->address), i);
}

void ObjectTable::take_slot(std::size_t slot, std::size_t index) {
  slots_[slot] = static_cast<std::uint32_t>(index + 1);
  slot_taken_.push_back(static_cast<std::uint32_t>(slot));
}

}  // namespace weft
