// Execution: put back to where the one before it was, instead of repeating what both have in common.
#include <algorithm>
#include <cstring>

#include "check/execution.h"

namespace weft {
namespace {

// To repeat fewer events takes less time than to keep a checkpoint, and to go back to it.
constexpr graph::EventIndex kWorthwhile = 4;
// Of the program's memory: so much is copied in less time than most programs take to run from their start.
constexpr std::size_t kMostBytes = 64u << 10;
constexpr std::size_t kMostObjects = 100;

}  // namespace

// False: the program has to run from its start.
bool Execution::go_back() {
  if (kept_for_ != driver_) checkpoints_.clear();
  checkpoints_.drop_after(driver_->unchanged());
  if (checkpoints_.empty() || driver_->is_led() || driver_->knows_loops() || settings_.record) return false;
  const Checkpoint<Progress>& last = checkpoints_.last();
  ++runs_;
  ++times_gone_back_;
  overdue_seconds_ = 0;
  snapshot_.put_back(last.variables);
  memory_.put_back(last.heaps);
  objects_.put_back(last.objects);
  races_.go_back_to(last.races);
  driver_->go_back_to(last.point);
  result_ = last.rest.result;
  used_agents_ = last.rest.used_agents;
  for (std::size_t i = 0; i < used_agents_; ++i) static_cast<AgentState&>(*agents_[i]) = last.agents[i];
  put_back_stacks(last.stacks);
  current_ = agents_[last.rest.current.value].get();
  load_exception_state(current_->exceptions);
  *platform_error_ = current_->error_number;
  keys_ = last.rest.keys;
  program_exit_ = last.rest.program_exit;
  random_state_ = last.rest.random_state;
  looks_ = last.rest.looks;
  looked_since_ = last.rest.looked_since;
  inputs_ = last.rest.inputs;
  passes_plain_accesses_ = settings_.granularity == Granularity::sync;
  is_single_ = false;
  return true;
}

// Where the next executions are likely to part from this one: as far as it only repeats.
void Execution::plan_checkpoint() {
  keep_at_ = graph::kNone;
  if (driver_ == nullptr || driver_->is_led() || driver_->knows_loops() || settings_.record) return;
  if (!module_.holds_all_state || !Fiber::can_go_back() || !unmodelled_.empty() || checkpoints_.full())
    return;
  const graph::EventIndex repeated = driver_->graph().size();
  if (repeated >= checkpoints_.last_events() + kWorthwhile) keep_at_ = repeated;
}

// Whoever is to go on does so when the explorer's side has copied all stacks, this one too.
Fiber& Execution::stop_for_checkpoint() {
  keep_at_ = graph::kNone;
  keeps_now_ = true;
  return explorer_;
}

void Execution::keep_checkpoint() {
  if (memory_.heap_bytes() + snapshot_.written_bytes() + bytes_on_stacks() > kMostBytes) return;
  if (objects_.size() + used_agents_ > kMostObjects) return;
  Checkpoint<Progress>& kept = checkpoints_.add();
  kept_for_ = driver_;
  save_exception_state(current_->exceptions);
  current_->error_number = *platform_error_;
  kept.point = driver_->point();
  snapshot_.copy_to(kept.variables);
  memory_.copy_to(kept.heaps);
  objects_.copy_to(kept.objects);
  races_.keep(kept.races);
  copy_stacks(kept.stacks);
  kept.agents.resize(std::max(kept.agents.size(), used_agents_));
  for (std::size_t i = 0; i < used_agents_; ++i) kept.agents[i] = *agents_[i];
  kept.rest.result = result_;
  kept.rest.used_agents = used_agents_;
  kept.rest.current = current_->id;
  kept.rest.keys = keys_;
  kept.rest.program_exit = program_exit_;
  kept.rest.random_state = random_state_;
  kept.rest.looks = looks_;
  kept.rest.looked_since = looked_since_;
  kept.rest.inputs = inputs_;
}

// In use.
std::size_t Execution::bytes_on_stacks() {
  std::size_t bytes = 0;
  for (std::uint32_t i = 0; i < used_agents_; ++i)
    if (agents_[i]->state == Agent::State::alive)
      bytes += static_cast<std::size_t>(memory_.stack(i).top() -
                                        static_cast<std::byte*>(agents_[i]->fiber.place()));
  return bytes;
}

void Execution::copy_stacks(StacksCopy& copy) {
  copy.bytes.clear();
  copy.places.clear();
  for (std::uint32_t i = 0; i < used_agents_; ++i) {
    const bool is_alive = agents_[i]->state == Agent::State::alive;
    copy.places.push_back(is_alive ? agents_[i]->fiber.place() : nullptr);
    if (!is_alive) continue;
    const auto* const low = static_cast<const unsigned char*>(agents_[i]->fiber.place());
    copy.bytes.insert(copy.bytes.end(), low, reinterpret_cast<const unsigned char*>(memory_.stack(i).top()));
  }
}

void Execution::put_back_stacks(const StacksCopy& copy) {
  const unsigned char* bytes = copy.bytes.data();
  for (std::uint32_t i = 0; i < copy.places.size(); ++i) {
    if (copy.places[i] == nullptr) continue;
    auto* const low = static_cast<unsigned char*>(copy.places[i]);
    const auto size =
        static_cast<std::size_t>(reinterpret_cast<unsigned char*>(memory_.stack(i).top()) - low);
    std::memcpy(low, bytes, size);
    bytes += size;
    agents_[i]->fiber.go_back_to(copy.places[i]);
  }
}

}  // namespace weft
