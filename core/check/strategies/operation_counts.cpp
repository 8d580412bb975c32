#include "check/strategies/operation_counts.h"

#include <algorithm>

namespace weft {
namespace {

// Where each execution has other addresses than the one before, the first of them are counted.
constexpr std::size_t kMostObjects = 4096;

}  // namespace

OperationCounts::ObjectIndex OperationCounts::find(std::uintptr_t address) const {
  const auto found = indices_.find(address);
  return found == indices_.end() ? kNone : found->second;
}

OperationCounts::ObjectIndex OperationCounts::index_of(std::uintptr_t address) {
  const ObjectIndex known = find(address);
  if (known != kNone || objects_.size() == kMostObjects) return known;
  const auto made = static_cast<ObjectIndex>(objects_.size());
  objects_.emplace_back();
  return indices_[address] = made;
}

void OperationCounts::count(AgentId agent, const Operation& operation) {
  const ObjectIndex index = operation.address == 0 ? kNone : index_of(operation.address);
  if (index == kNone) return;
  Counts& counts = objects_[index];
  if (!counts.touched) touched_.push_back(index);
  counts.touched = true;
  counts.changes = counts.changes || dependent(operation, operation);
  if (agent.value >= counts.now.size()) counts.now.resize(agent.value + 1);
  ++counts.now[agent.value];
}

void OperationCounts::end_execution() {
  for (const ObjectIndex index : touched_) {
    Counts& counts = objects_[index];
    counts.most.resize(std::max(counts.most.size(), counts.now.size()));
    for (std::size_t i = 0; i < counts.now.size(); ++i)
      counts.most[i] = std::max(counts.most[i], std::exchange(counts.now[i], 0));
    counts.touched = false;
    const auto users = counts.most.size() - std::count(counts.most.begin(), counts.most.end(), 0u);
    if (counts.contended || !counts.changes || users < 2) continue;
    counts.contended = true;
    contended_.push_back(index);
  }
  touched_.clear();
}

}  // namespace weft
