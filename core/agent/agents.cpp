#include "weft/agents.h"

#include <algorithm>
#include <array>
#include <optional>
#include <sstream>
#include <unordered_map>

#include "agent/block_pool.h"
#include "agent/kernel_thread.h"
#include "agent/recording.h"
#include "agent/stack_pool.h"
#include "agent/system_thread.h"
#include "agent/ticks.h"

namespace weft {
namespace {

using runtime::AgentKind;
using runtime::AgentState;
using runtime::ControlBlock;
using runtime::WaitReason;

const char* word_of(runtime::Priority priority) {
  return std::array{"high", "normal", "low"}[static_cast<std::size_t>(priority)];
}

// Which stack each agent is on.
using Stacks = std::unordered_map<const ControlBlock*, const runtime::StackContext*>;

// Relaxed: only the address counts; what it leads to is read as in look_at().
Stacks stacks_in_use() {
  Stacks stacks;
  runtime::for_each_stack([&](const runtime::StackContext& context) {
    if (const ControlBlock* const agent = context.agent.load(std::memory_order_acquire))
      stacks[agent] = &context;
  });
  return stacks;
}

void add_stack(agent_info& info, const Stack& stack) {
  if (stack.low == nullptr) return;
  info.stack_base = stack.top();
  info.stack_bytes = stack.bytes;
  info.stack_used = runtime::stack_high_water(stack);
}

// Names and further locks hang off the block, and may go when the agent ends: under the lock that guards
// them.
void add_details(agent_info& info, ControlBlock& agent) {
  if (agent.details.load(std::memory_order_acquire) == nullptr) return;
  const std::lock_guard lock(runtime::details_mutex());
  const runtime::AgentDetails* const details = agent.details.load(std::memory_order_acquire);
  if (details == nullptr) return;
  info.name = details->name;
  info.affinity = details->affinity;
  info.local_values = details->local_count.load(std::memory_order_relaxed);
  for (const auto& place : details->nested_holds)
    if (const void* const lock = place.load(std::memory_order_relaxed)) info.owns.push_back(lock);
  info.owns.insert(info.owns.end(), details->more_holds.begin(), details->more_holds.end());
}

// The block may have passed to another thread, which writes these under the lock.
void add_kernel_thread(agent_info& info, ControlBlock& agent) {
  const std::lock_guard lock(runtime::details_mutex());
  if (agent.state.load(std::memory_order_acquire) == AgentState::unused) return;
  const runtime::KernelThread& thread = runtime::kernel_thread_of(agent);
  add_stack(info, thread.stack);
  info.cpu_time = runtime::cpu_time_of(thread.system_id);
}

// As far as somebody records. Relaxed: it runs on meanwhile.
std::chrono::nanoseconds cpu_time_on(const runtime::StackContext& stack) {
  const std::uint64_t since = stack.runs_since.load(std::memory_order_relaxed), now = runtime::ticks();
  const bool runs = runtime::is_recording_now() && since >= runtime::recording_began() && now > since;
  const std::uint64_t ticks = stack.cpu_ticks.load(std::memory_order_relaxed) + (runs ? now - since : 0);
  return std::chrono::nanoseconds(
      static_cast<std::int64_t>(static_cast<double>(ticks) * runtime::nanoseconds_of_a_tick()));
}

// Acquire: the state publishes the rest of the block. Relaxed: it may change meanwhile; each field is a
// guess of its own.
std::optional<agent_info> look_at(ControlBlock& agent, const Stacks& stacks) {
  const AgentState state = agent.state.load(std::memory_order_acquire);
  if (state == AgentState::unused) return std::nullopt;
  agent_info info;
  info.id = agent.id.load(std::memory_order_relaxed);
  info.kind = to_string(agent.kind());
  info.state = to_string(state);
  info.priority = word_of(agent.priority());
  info.switches = agent.switches.load(std::memory_order_relaxed);
  const WaitReason reason = agent.reason.load(std::memory_order_relaxed);
  if (reason != WaitReason::none) info.waits_for = to_string(reason);
  info.waits_on = agent.waits_on.load(std::memory_order_relaxed);
  if (const void* const lock = agent.holds.load(std::memory_order_relaxed)) info.owns.push_back(lock);
  add_details(info, agent);
  if (agent.kind() == AgentKind::kernel_thread) add_kernel_thread(info, agent);
  const auto stack = stacks.find(&agent);
  if (stack == stacks.end()) return info;
  add_stack(info, stack->second->stack);
  info.cpu_time = cpu_time_on(*stack->second);
  if (state == AgentState::waiting || state == AgentState::runnable)
    info.saved_context = &stack->second->fiber;
  return info;
}

}  // namespace

std::vector<agent_info> agents() {
  const Stacks stacks = stacks_in_use();
  std::vector<agent_info> all;
  runtime::for_each_block([&](ControlBlock& agent) {
    if (std::optional<agent_info> info = look_at(agent, stacks)) all.push_back(*std::move(info));
  });
  std::sort(all.begin(), all.end(), [](const agent_info& a, const agent_info& b) { return a.id < b.id; });
  return all;
}

agent_info this_agent() { return *look_at(runtime::current_agent(), stacks_in_use()); }

void set_this_agent_name(std::string name) {
  ControlBlock& self =
      runtime::current_agent();  // first: it may register the calling thread under that mutex
  const std::lock_guard lock(runtime::details_mutex());
  runtime::details_of(self).name = std::move(name);
}

void set_this_agent_priority(agent_priority priority) {
  runtime::current_agent().set_priority(static_cast<runtime::Priority>(priority));
}

void bind_this_agent(int worker) {
  ControlBlock& self = runtime::current_agent();
  const std::lock_guard lock(runtime::details_mutex());
  runtime::details_of(self).affinity = worker;
}

std::string describe(const agent_info& agent) {
  std::ostringstream text;
  text << agent.kind << ' ' << agent.id;
  if (!agent.name.empty()) text << " '" << agent.name << "'";
  if (agent.waits_for.empty())
    text << " is " << agent.state;
  else
    text << " waits for " << agent.waits_for;
  if (agent.waits_on != nullptr) text << ' ' << agent.waits_on;
  for (const void* lock : agent.owns) text << ", owns " << lock;
  return text.str();
}

}  // namespace weft
