// Execution: what the program leaves behind when it ends.
#include "check/execution.h"
#include "check/leaks.h"
#include "check/model.h"

namespace weft {

Fiber& Execution::end_of_program(bool amid_calls) {
  if (settings_.is_benchmark) return end(Verdict::accepted);  // those end as they please
  check_threads_left();
  check_heap_left(amid_calls);
  return end(Verdict::accepted);
}

// One that still runs may be meant to: the program's end is its own. But nobody waits for it, and nobody said
// that nobody would.
void Execution::check_threads_left() {
  for (std::size_t i = 1; i < used_agents_; ++i) {
    const Agent& agent = *agents_[i];
    if (agent.state == Agent::State::unused || agent.detached || agent.joined) continue;
    fail(Verdict::leak, [&] { return agent_name(agent.id) + " was neither joined nor detached"; });
  }
}

// Nothing on the stack of who fails is destroyed: what is left to say there owns no memory.
void Execution::check_heap_left(bool amid_calls) {
  const std::optional<LostBlocks> lost = find_lost_blocks(amid_calls);
  if (!lost) return;
  record_lost(lost->first);
  fail(Verdict::leak, [&] {
    return "nothing points any more to " + model::describe(lost->first.start) + ", which was never freed" +
           (lost->others == 0 ? ""
                              : ", nor to " + std::to_string(lost->others) +
                                    (lost->others == 1 ? " other block" : " other blocks"));
  });
}

// Others that still run keep what their stacks lead to; where those cannot be seen, nothing is said.
std::optional<Execution::LostBlocks> Execution::find_lost_blocks(bool amid_calls) {
  if (memory_.live_blocks() == memory_.kept_blocks()) return std::nullopt;
  if (!kShowsAllValues) return std::nullopt;
  LeakSearch search(memory_);
  scan_roots(search);
  for (std::size_t i = 0; i < used_agents_; ++i)
    if (agents_[i].get() != current_ && agents_[i]->state == Agent::State::alive)
      if (!scan_suspended(search, *agents_[i])) return std::nullopt;
  if (amid_calls) scan_stack(search);
  if (search.done()) return std::nullopt;
  const std::vector<ModelMemory::Block> lost = search.lost();
  return LostBlocks{lost.front(), lost.size() - 1};
}

void Execution::scan_roots(LeakSearch& search) {
  for (std::size_t i = 0; i < used_agents_; ++i) keep_what_it_has(search, *agents_[i]);
  for (const Agent::ExitAction& action : program_exit_) search.keep(action.argument);
  for (const auto* ranges : {&module_.data, &module_.shared, &module_.others})
    for (const ModuleLayout::Range& range : *ranges)
      if (!search.done()) search.scan(range.low, range.bytes);
  for (std::size_t i = 0; i < used_agents_ && !search.done(); ++i)
    search.scan(agents_[i]->variables.low, agents_[i]->variables.bytes);
  for (std::uint32_t i = 0; i < memory_.agents() && !search.done(); ++i)
    if (const auto [low, bytes] = memory_.prefix(i); bytes > 0) search.scan(low, bytes);
}

// The frames of who called exit(), and of ours, which saved its registers.
__attribute__((noinline)) void Execution::scan_stack(LeakSearch& search) {
  __builtin_unwind_init();
  constexpr std::uintptr_t kSavedBytes = 128;  // of registers, below where this frame begins
  const Stack stack = memory_.stack(current_->id.value);
  const auto low = reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0)) - kSavedBytes;
  search.scan(low, reinterpret_cast<std::uintptr_t>(stack.top()) - low);
}

// False where nobody knows how far its stack reaches.
bool Execution::scan_suspended(LeakSearch& search, const Agent& agent) {
  const auto low = reinterpret_cast<std::uintptr_t>(agent.fiber.suspended_at());
  const Stack stack = memory_.stack(agent.id.value);
  const auto top = reinterpret_cast<std::uintptr_t>(stack.top());
  if (!memory_.on_stack(low) || low >= top) return false;
  search.scan(low, top - low);
  return true;
}

// thread_local variables of a thread that has ended are not freed by the program.
void Execution::keep_what_it_has(LeakSearch& search, const Agent& agent) {
  search.keep(agent.argument);
  search.keep(agent.result);
  search.keep(agent.exceptions[0]);
  for (const Agent::ThreadLocal& local : agent.thread_locals) search.keep(local.storage);
  for (const auto& [key, value] : agent.specific) search.keep(value);
  for (const Agent::ExitAction& action : agent.at_exit) search.keep(action.argument);
}

// Where it was allocated.
void Execution::record_lost(const ModelMemory::Block& block) {
  if (!recorder_.on()) return;
  const auto* calls = recorder_.calls_of_block(block.number);
  if (calls == nullptr) return;
  Event event;
  event.step = static_cast<std::uint32_t>(result_.steps);
  event.agent = AgentId(memory_.agent_of(block.start));
  event.op = Op::allocate;
  event.address = block.start;
  event.frames = *calls;
  event.text = "never freed";
  result_.sides.push_back(recorder_.add(std::move(event)));
}

}  // namespace weft
