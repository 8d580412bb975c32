#include "check/oracle/sequential.h"

namespace weft::oracle {
namespace {

// The machine in one moment; copied for every step tried.
class Machine {
 public:
  explicit Machine(const Program& program)
      : program_(&program), next_(program.threads.size(), 0), state_(initial_state(program)) {
    for (int thread = 0; thread < threads(); ++thread) pass_skipped(thread);
  }

  int threads() const { return static_cast<int>(next_.size()); }
  bool is_done(int thread) const { return next_[thread] == static_cast<int>(code(thread).size()); }

  bool can_step(int thread) const {
    if (is_done(thread)) return false;
    const Operation& operation = code(thread)[next_[thread]];
    return operation.kind != Kind::lock || !held_[operation.place];
  }

  void step(int thread) {
    perform({thread, next_[thread]}, code(thread)[next_[thread]]);
    ++next_[thread];
    pass_skipped(thread);
  }

  bool all_done() const {
    for (int thread = 0; thread < threads(); ++thread)
      if (!is_done(thread)) return false;
    return true;
  }

  std::string outcome() const { return to_text(*program_, state_); }

  std::string execution_class() const {
    ExecutionClass with_stuck = execution_;
    for (int thread = 0; thread < threads(); ++thread)
      if (!is_done(thread)) with_stuck.stuck.push_back({thread, next_[thread]});
    return to_text(with_stuck);
  }

 private:
  const Thread& code(int thread) const { return program_->threads[thread]; }

  void pass_skipped(int thread) {
    while (!is_done(thread) && !holds(code(thread)[next_[thread]].guard, state_.registers[thread]))
      ++next_[thread];
  }

  void perform(const OperationId& id, const Operation& operation) {
    switch (operation.kind) {
      case Kind::fence:
        return;
      case Kind::lock:
        held_[operation.place] = true;
        execution_.acquisitions[operation.place].push_back(id);
        return;
      case Kind::unlock:
        held_[operation.place] = false;
        return;
      default:
        access(id, operation);
    }
  }

  void access(const OperationId& id, const Operation& operation) {
    const std::int64_t before = state_.memory[operation.place];
    const std::int64_t value = value_of(operation.value, state_.registers[id.thread]);
    if (returns_value(operation.kind)) read(id, operation.place);
    switch (operation.kind) {
      case Kind::fetch_add:
        return write(id, operation.place, before + value);
      case Kind::store:
      case Kind::exchange:
        return write(id, operation.place, value);
      case Kind::compare_exchange:
        if (before == operation.expected) write(id, operation.place, value);
        return;
      default:
        return;
    }
  }

  void read(const OperationId& id, int location) {
    state_.registers[id.thread][register_of(code(id.thread), id.index)] = state_.memory[location];
    const std::vector<OperationId>& writes = execution_.modifications[location];
    execution_.reads_from.push_back({id, writes.empty() ? std::nullopt : std::optional(writes.back())});
  }

  void write(const OperationId& id, int location, std::int64_t value) {
    state_.memory[location] = value;
    execution_.modifications[location].push_back(id);
  }

  const Program* program_;
  std::vector<int> next_;  // operation of each thread
  FinalState state_;       // so far
  std::array<bool, kMutexes> held_ = {};
  ExecutionClass execution_;  // so far
};

void record_end(const Machine& machine, Interleavings& found) {
  if (machine.all_done()) {
    ++found.complete;
    found.behaviour.classes.insert(machine.execution_class());
    found.behaviour.outcomes.insert(machine.outcome());
  } else {
    ++found.deadlocked;
    found.behaviour.deadlocks.insert(machine.execution_class());
  }
}

void explore(const Machine& machine, Interleavings& found) {
  bool stepped = false;
  for (int thread = 0; thread < machine.threads(); ++thread) {
    if (!machine.can_step(thread)) continue;
    Machine next = machine;
    next.step(thread);
    explore(next, found);
    stepped = true;
  }
  if (!stepped) record_end(machine, found);
}

}  // namespace

Interleavings interleave(const Program& program) {
  Interleavings found;
  explore(Machine(program), found);
  return found;
}

}  // namespace weft::oracle
