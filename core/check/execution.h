// One execution of a program under test, one agent at a time, a strategy choosing which.
//
// Two sides use it. The explorer calls run(), again and again. The models of pthread, atomics and so on
// (model.h) run on the agents' stacks, inside the program's calls: they announce an operation with perform(),
// which returns when the strategy picked this agent, and then change the objects; nothing else runs until
// they announce again.
//
// Threads: one thread of control; not reentrant. There is one Execution a process (execution()), since the
// program's calls arrive without context. Errors: what the program does wrong ends the execution by fail()
// and is a verdict in the result.
#pragma once

#include <cerrno>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "check/agent.h"
#include "check/checkpoint.h"
#include "check/cycle_watch.h"
#include "check/graph_driver.h"
#include "check/model_memory.h"
#include "check/object.h"
#include "check/platform.h"
#include "check/race_detector.h"
#include "check/recorder.h"
#include "check/snapshot.h"
#include "check/strategy.h"
#include "trace/outcome.h"

namespace weft {

class ByteWriter;
class LeakSearch;

struct ExecutionSettings {
  Granularity granularity = Granularity::sync;
  bool races_fail = true;
  std::uint64_t max_steps = 20'000;
  std::size_t memory_bytes = 256u << 20;
  std::uint32_t max_failed_tries =
      0;                          // try_lock calls of one agent that may find the lock taken; 0 = no bound
  bool is_whole_program = false;  // exit() is a way to end it
  bool record = false;
  std::uint32_t input_samples = kMoreInputSamples;  // of a type with too many values to try all
  bool is_benchmark = false;     // as in benchmarks of verifiers: abort() means that this input is none
  bool watches_circles = false;  // where the strategy wants it, the state is compared with those before
};

struct ExecutionResult {
  Verdict verdict = Verdict::accepted;
  std::string message;
  bool cut_short = false;      // by the strategy: nothing can be said of it
  std::vector<Step> schedule;  // picks at choice points with more than one option
  std::uint64_t steps = 0;
  std::uint32_t agents = 0;
  int preemptions = 0;
  bool weak_memory = false;        // recorded along its graph: no interleaving shows it
  bool hit_timeout_bound = false;  // a timed wait could have given up earlier, beyond the bound
  bool hit_step_bound =
      false;  // the execution was cut short since it got too long, or one agent ran unfairly long
  bool assumed_spin = false;         // a loop was taken for a spin loop without proof
  std::string observed;              // "balance=100, ..." by weft::observe
  std::optional<Race> race;          // data_race
  std::vector<std::uint32_t> sides;  // recorded events that show the failure
  bool assumed_by_abort = false;     // abort() was taken for an assumption that does not hold
  bool excluded = false;             // cut short: an assumption of the program does not hold
  bool sampled_inputs = false;       // not every value was possible
  bool hit_input_bound = false;      // it took more inputs than are chosen
  bool needs_interleavings = false;  // cut short: it does what no graph search can follow
  // Recording only:
  std::vector<std::uint32_t> choice_steps;  // of each pick in `schedule`, as in Event::step
  std::vector<Choice> choices;              // cut short by the strategy: how it could have gone on
  // Weak memory only, by the explorer: what repeats it, and why it is no interleaving.
  std::vector<GraphStep> graph;
  std::vector<WeakAccess> weak_accesses;
  // By the minimiser: no failure with this verdict has fewer preemptions; -1: nobody looked.
  int least_preemptions = -1;
  std::size_t circle = 0;          // livelock: the last picks of `schedule` that go on for ever; 0: none do
  std::uint64_t circle_steps = 0;  // and how many steps they make
};

// True while code of the program under test runs: its calls are modelled. False in the checker itself.
// In wasm of each kernel thread: agents may be threads that pass a baton, and the runner has threads of its
// own.
#if defined(__EMSCRIPTEN__)
#define WEFT_PER_KERNEL_THREAD constinit thread_local
#else
#define WEFT_PER_KERNEL_THREAD
#endif
extern WEFT_PER_KERNEL_THREAD bool g_modelled;

using KeyDestructor = void (*)(void*);

class Execution {
 public:
  Execution(ModelMemory& memory, ModuleLayout module);

  // Runs `body(argument)` as agent 0 until it returns, fails or is cut short. The result lives until the next
  // run.
  const ExecutionResult& run(Strategy& strategy, const ExecutionSettings& settings, void* (*body)(void*),
                             void* argument);

  // The same along a graph search. Precondition: driver.begin_execution() said true.
  const ExecutionResult& run(GraphDriver& driver, const ExecutionSettings& settings, void* (*body)(void*),
                             void* argument);

  // A write fault at `address`: true when it was the first write to memory of the program, which may go on
  // now.
  bool on_write_fault(std::uintptr_t address);

  // The execution has run for too long: it ends at its next access or call. May be called from a signal
  // handler.
  void set_overdue(int seconds, bool heap_grows = false) {
    overdue_heap_grows_ = heap_grows;
    overdue_seconds_ = seconds;
  }
  bool is_overdue() const { return overdue_seconds_ > 0; }
  void end_if_overdue() {
    if constexpr (!kTimerInterrupts) look_at_clock();
    if (overdue_seconds_ > 0) fail_overdue();
  }

  // For the models.
  // Null unless a graph search leads this execution. Then the graph says what each operation reads, and what
  // happens before it.
  GraphDriver* driver() { return driver_; }
  // Any of the numbers below `ways`: all of them are explored. Graph search only.
  std::uint32_t choose(std::uint32_t ways);
  // The same for what the program is given from outside, with any strategy.
  std::uint32_t choose_input(std::uint32_t ways);
  void note_sampled() { result_.sampled_inputs = true; }
  // What the program assumes does not hold: the agent waits for ever. What others do meanwhile counts.
  [[noreturn]] void rule_out(bool by_abort = false);
  // In between, nobody else does anything. Sections nest.
  // Where this is a graph search, the execution ends: the program is to be explored otherwise.
  void need_interleavings();
  void enter_section();
  void leave_section();
  // Hash of the running agent's registers and stack; 0 where they cannot be seen.
  std::uint64_t state_here();
  // This execution shows nothing.
  [[noreturn]] void cut_short();
  // How the wait that comes next ends, where the graph search has a choice; else normal.
  Variant choose_ending(bool timed, bool can_be_spurious);
  // Whether the object that the last operation tried to take was taken. Otherwise it is what `it_is` says.
  bool found_taken(bool it_is) const { return driver_ != nullptr ? !current_->done.writes : it_is; }
  std::uint32_t free_agent() const;  // the lowest that was never started
  bool running() const { return current_ != nullptr; }
  std::uint64_t runs() const { return runs_; }                        // executions started so far
  std::uint64_t times_gone_back() const { return times_gone_back_; }  // of those, from a checkpoint
  Agent& self() { return *current_; }
  Agent& agent(AgentId id) { return *agents_[id.value]; }
  std::size_t agent_count() const { return used_agents_; }
  Object& object(std::uintptr_t address, ObjectKind kind) { return objects_.get(address, kind); }
  Object* known_object(std::uintptr_t address) { return objects_.find(address); }
  ObjectTable& objects() { return objects_; }
  RaceDetector& races() { return races_; }
  ModelMemory& memory() { return memory_; }
  Recorder& recorder() { return recorder_; }
  const ModuleLayout& module() const { return module_; }
  const ExecutionSettings& settings() const { return settings_; }

  // Announces `operation` and returns when it may happen, and how.
  // (Here, so that the operation is made where it stays: what was just written field by field is slow to
  // copy.)
  Variant perform(const Operation& operation) {
    current_->pending = operation;
    current_->pending.may_wait = may_wait(operation);
    return perform_pending();
  }
  // Announces, and performs, an operation nobody else can interfere with.
  void perform_local(Op op);

  AgentId spawn(void* (*entry)(void*), void* argument);  // none: too many agents
  [[noreturn]] void exit_agent(void* result);            // pthread_exit: no destructors on its stack run
  // Ends the execution. Nothing on the agent's stack is destroyed, so the message is made inside, by a
  // callable that captures by reference, and no caller may own heap memory at this point.
  template <class MakeMessage>
  [[noreturn]] void fail(Verdict verdict, const MakeMessage& make_message) {
    g_modelled = false;
    result_.message = make_message();
    fail_with_message(verdict);
  }
  [[noreturn]] void fail(Verdict verdict, const char* message) {
    fail(verdict, [message] { return message; });
  }
  [[noreturn]] void end_program(int status);  // exit(): ends the execution normally when status is 0

  void acquire(const VectorClock& from) {
    if (driver_ == nullptr) current_->clock.join(from);
  }
  void release_into(VectorClock& into);

  // Writes down what the running agent just did; null when not recording. The pointer dies with the next
  // event.
  Event* record(Op op, const Object* object = nullptr) {
    return recorder_.on() ? write_down(op, object) : nullptr;
  }
  Event* record(Op op, std::uintptr_t address, std::uint32_t bytes) {
    return recorder_.on() ? write_down(op, address, bytes) : nullptr;
  }
  void observe(std::string_view name, std::string_view value);
  // Where the running agent stands, as its code offsets. Recording only.
  std::vector<std::uint64_t> frames_here();

  // errno of the running agent. Natively the kernel thread's, where the C library's own functions leave
  // theirs; compiled code asks for its place once.
  int* error_number() { return kWideAddresses ? platform_error_ : &current_->error_number; }

  // Of rand() and the like: the same numbers in every execution.
  std::uint64_t& random_state() { return random_state_; }

  // Thread-specific data keys. Those of libraries were made before any execution, by the platform, and are
  // known by its numbers; the program's own start above them.
  std::uint32_t new_key(KeyDestructor destructor);
  void delete_key(std::uint32_t key);
  // Destructors of static objects, run when agent 0 returns.
  void at_program_exit(Agent::ExitAction action) { program_exit_.push_back(action); }
  // The program called something that no model stands for; it ran for real.
  void met_unmodelled(std::string name);
  const std::vector<std::string>& unmodelled() const { return unmodelled_; }

  // The race that the coming fail() is about; `later_event` is the recorded event of its second access.
  void set_race(const Race& race, std::uint32_t later_event);

  // An agent with an effect on shared state is not spinning.
  void had_effect() { current_->spin.reads.clear(); }
  // A try_lock found the lock taken. Beyond the bound of a systematic search the execution is cut short,
  // since try-and-back-off loops have no end.
  void count_failed_try();
  // It read `location`; finds out whether it goes round in circles.
  void watch_for_spinning(Object& location);

  bool enabled(const Agent& agent) const { return !agent.pending.may_wait || need_not_wait(agent); }

  // Plain accesses are neither choice points nor written down.
  bool passes_plain_accesses() const { return passes_plain_accesses_; }

  // Nobody but the running agent is left, and all that others did happens before what it does now; whoever it
  // starts will come after that. So no plain access can be in a race until then, with any other.
  bool is_single() const { return is_single_; }
  // The running agent has joined another.
  void note_joined();

 private:
  static void agent_main(void* agent);
  void finish_agent();
  void run_exit_actions();
  void run_key_destructors();
  KeyDestructor key_destructor(std::uint32_t key) const;
  static void call_program(void (*function)(void*), void* argument);

  const ExecutionResult& run(void* (*body)(void*), void* argument);
  const ExecutionResult& run_on(Fiber& first);
  // Graph search: execution_checkpoint.cpp.
  bool go_back();
  void plan_checkpoint();
  Fiber& stop_for_checkpoint();
  void keep_checkpoint();
  std::size_t bytes_on_stacks();
  void copy_stacks(StacksCopy& copy);
  void put_back_stacks(const StacksCopy& copy);
  bool need_not_wait(const Agent& agent) const;
  Variant perform_pending();
  Variant perform_in_graph();
  // Before the program ends and takes with it who still runs: what those would do could have come first.
  void wait_for_others();
  Fiber& choose_in_graph();
  Fiber& draw_in_graph();
  Fiber& end_of_graph(Agent* last);
  Fiber& stuck_in_graph();
  // Picks the next agent; the fiber to switch to (the explorer's when the execution is over).
  Fiber& choose_next();
  bool gather_options();
  void offer(const Agent& agent, Variant variant);
  void add_spurious_wakeups();
  void add_timeouts(bool only_earliest);
  Agent* next_local_agent();
  Fiber& give_input();
  void keep_alone();
  bool is_ruled_out() const;
  // `amid_calls`: not because main has returned.
  Fiber& end_of_program(bool amid_calls);
  void check_threads_left();
  void check_heap_left(bool amid_calls);
  struct LostBlocks {
    ModelMemory::Block first;  // that was allocated first
    std::size_t others = 0;
  };
  std::optional<LostBlocks> find_lost_blocks(bool amid_calls);
  void scan_stack(LeakSearch& search);
  bool scan_suspended(LeakSearch& search, const Agent& agent);
  void scan_roots(LeakSearch& search);
  static void keep_what_it_has(LeakSearch& search, const Agent& agent);
  void record_lost(const ModelMemory::Block& block);
  Fiber& exclude();
  Fiber& cut_at(const ChoicePoint& point);
  void wake_assumed_spinners();
  void keep_fair(AgentId running);
  Fiber& too_long();
  // execution_circle.cpp
  void note_standing();
  std::optional<std::string> state_of_all();
  bool put_agent(ByteWriter& state, const Agent& agent);
  bool is_fair_since(std::uint64_t step) const;
  void note_offered();
  bool goes_in_circle(const ChoicePoint& point);
  Fiber& endless();
  void count_step(const ChoicePoint& point, const Option& option);
  Fiber& resume(Agent& agent);
  Fiber& end(Verdict verdict);
  [[noreturn]] void fail_with_message(Verdict verdict);
  [[noreturn]] static void leave(Agent& self, Fiber& next);
  [[noreturn]] void fail_overdue();
  void look_at_clock();
  Fiber& stuck();
  Event* write_down(Op op, const Object* object);
  Event* write_down(Op op, std::uintptr_t address, std::uint32_t bytes);
  void record_waits();
  void record_choices(const ChoicePoint& point);
  void note_frames();
  void name_local(Event& event) const;
  bool asleep(const Agent& agent) const;
  Agent& new_agent(std::uint32_t number);
  void start_over();

  ModelMemory& memory_;
  ModuleLayout module_;
  Snapshot snapshot_;
  ObjectTable objects_;
  RaceDetector races_;
  Recorder recorder_;
  ExecutionSettings settings_;
  ExecutionResult result_;
  Strategy* strategy_ = nullptr;
  GraphDriver* driver_ = nullptr;

  Fiber explorer_;
  std::vector<std::unique_ptr<Agent>> agents_;
  std::size_t used_agents_ = 0;
  Agent* current_ = nullptr;
  AgentId last_picked_;  // by the strategy: local steps of others in between are no preemption
  std::vector<Option> options_;
  std::vector<KeyDestructor> keys_;
  std::vector<Agent::ExitAction> program_exit_;
  std::vector<std::string> unmodelled_;  // of all executions
  std::uint64_t runs_ = 0;
  std::uint64_t random_state_ = 1;
  int* const platform_error_ = &errno;
  volatile int overdue_seconds_ = 0;
  volatile bool overdue_heap_grows_ = false;
  std::uint32_t looks_ = 0;  // by look_at_clock(), in this execution
  double looked_since_ = 0;
  std::uint32_t early_timeouts_ = 0, early_wakeups_ = 0;
  std::uint32_t steps_in_a_row_ = 0;  // of the running agent
  std::uint32_t inputs_ = 0;
  CycleWatch circles_;
  std::optional<AgentId> alone_;  // in an atomic section
  VectorClock section_clock_;     // of the last one

  // What a checkpoint keeps of the fields above: those that count in a graph search.
  struct Progress {
    ExecutionResult result;
    std::size_t used_agents = 0;
    AgentId current;
    std::vector<KeyDestructor> keys;
    std::vector<Agent::ExitAction> program_exit;
    std::uint64_t random_state = 1;
    std::uint32_t looks = 0, inputs = 0;
    double looked_since = 0;
  };
  Checkpoints<Progress> checkpoints_;
  const GraphDriver* kept_for_ = nullptr;
  std::uint64_t times_gone_back_ = 0;
  graph::EventIndex keep_at_ = graph::kNone;  // before this event of the graph there is to be one
  bool keeps_now_ = false;
  bool passes_plain_accesses_ = false;
  bool is_single_ = false;  // in a graph search, never
};

// A key that a library made outside executions: values that the program's threads give it are destroyed as
// theirs.
void remember_library_key(std::uint32_t key, KeyDestructor destructor);

// The process's execution. Null until a module is loaded.
extern Execution* g_execution;
inline Execution* execution() { return g_execution; }
void set_execution(Execution* execution);

// The checker's own code, called from the program: nothing it calls is modelled.
class EngineScope {
 public:
  EngineScope() { g_modelled = false; }
  ~EngineScope() { g_modelled = true; }
  EngineScope(const EngineScope&) = delete;
  EngineScope& operator=(const EngineScope&) = delete;
};

}  // namespace weft
