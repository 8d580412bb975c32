// A small program under test, written as functions against the models, and the execution to run it in.
#pragma once

#include <signal.h>

#include <cstring>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "check/atomic_updates.h"
#include "check/atomics.h"
#include "check/execution.h"
#include "check/model.h"

namespace weft::testing {

// Memory that the program's threads share; put back before every execution.
struct Shared {
  alignas(4096) std::uint64_t word[512] = {};
};
inline Shared g_shared;

inline std::uintptr_t address_of(int word) { return reinterpret_cast<std::uintptr_t>(&g_shared.word[word]); }

// Operations as a thread of the program makes them. Only inside TestProgram bodies.
inline std::uint64_t load(int word, Order order = Order::seq_cst) {
  graph::Access access{.kind = graph::Access::Kind::load, .order = order};
  return model::atomic_access(Op::atomic_load, address_of(word), 8, std::move(access)).seen;
}
inline void store(int word, std::uint64_t value, Order order = Order::seq_cst) {
  model::atomic_store(address_of(word), 8, value, order);
}
inline std::uint64_t add(int word, std::uint64_t amount, Order order = Order::seq_cst) {
  graph::Access access{
      .kind = graph::Access::Kind::update, .order = order, .operand = amount, .modify = updates::add};
  return model::atomic_access(Op::atomic_rmw, address_of(word), 8, std::move(access)).seen;
}
inline std::uint64_t read(int word) {
  model::plain_access(address_of(word), 8, false);
  return g_shared.word[word];
}
inline void write(int word, std::uint64_t value) {
  model::plain_access(address_of(word), 8, true);
  g_shared.word[word] = value;
}
inline void lock(int word) { model::mutex_lock(address_of(word), MutexType::normal); }
inline void unlock(int word) { model::mutex_unlock(address_of(word), MutexType::normal); }

// The snapshot finds the pages to restore by their first write fault.
inline void pass_on_write_fault(int number, siginfo_t* info, void*) {
  if (execution() != nullptr && execution()->on_write_fault(reinterpret_cast<std::uintptr_t>(info->si_addr)))
    return;
  signal(number, SIG_DFL);
}
inline void catch_write_faults() {
  struct sigaction action {};
  action.sa_sigaction = pass_on_write_fault;
  action.sa_flags = SA_SIGINFO;
  sigaction(SIGSEGV, &action, nullptr);
}

using ThreadBody = std::function<void()>;

// Agent 0 starts the threads, joins them, then runs `after`. `holds_all_state`: they change nothing but
// g_shared and what is on their stacks and in their heap.
class TestProgram {
 public:
  TestProgram(
      std::vector<ThreadBody> threads, ThreadBody after = [] {}, bool holds_all_state = false)
      : threads_(std::move(threads)),
        after_(std::move(after)),
        memory_(8),
        execution_(memory_, layout(holds_all_state)) {
    set_execution(&execution_);
    catch_write_faults();
  }
  ~TestProgram() { set_execution(nullptr); }

  Execution& execution() { return execution_; }
  static void* body(void* program) {
    g_modelled = false;
    static_cast<TestProgram*>(program)->run_threads();
    return nullptr;
  }
  const ExecutionResult& run(Strategy& strategy, const ExecutionSettings& settings = {}) {
    return execution_.run(strategy, settings, body, this);
  }

 private:
  static ModuleLayout layout(bool holds_all_state) {
    std::memset(&g_shared, 0, sizeof g_shared);
    ModuleLayout layout;
    layout.holds_all_state = holds_all_state;
    layout.data.push_back({reinterpret_cast<std::uintptr_t>(&g_shared), sizeof g_shared});
    layout.load_bias = layout.data[0].low;
    return layout;
  }
  static void* thread_main(void* body) {
    g_modelled = false;
    (*static_cast<ThreadBody*>(body))();
    return nullptr;
  }
  void run_threads() {
    // On the stack of an agent that may be abandoned: no heap memory here.
    AgentId ids[8];
    for (std::size_t i = 0; i < threads_.size(); ++i)
      model::create(&ids[i], thread_main, &threads_[i], false);
    for (std::size_t i = 0; i < threads_.size(); ++i) model::join(ids[i], nullptr);
    after_();
  }

  std::vector<ThreadBody> threads_;
  ThreadBody after_;
  ModelMemory memory_;
  Execution execution_;
};

}  // namespace weft::testing
