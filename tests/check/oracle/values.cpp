#include "check/oracle/values.h"

namespace weft::oracle {
namespace {

class Evaluation {
 public:
  Evaluation(const Program& program, const Forms& forms, const Candidate& candidate)
      : program_(program), forms_(forms), candidate_(candidate), skeleton_(candidate.skeleton()) {
    values_.of_event.resize(candidate.graph().events.size());
    for (const int initial : skeleton_.initial_write)
      if (initial != kNoEvent) values_.of_event[initial] = 0;
    for (const Thread& thread : program.threads) values_.registers.emplace_back(registers_of(thread));
  }

  Values run() {
    do {
      changed_ = false;
      for (std::size_t thread = 0; thread < forms_.size(); ++thread)
        for (std::size_t index = 0; index < forms_[thread].size(); ++index)
          evaluate({static_cast<int>(thread), static_cast<int>(index)});
    } while (changed_);
    return std::move(values_);
  }

 private:
  void evaluate(const OperationId& id) {
    const Thread& thread = program_.threads[id.thread];
    const Operation& operation = thread[id.index];
    if (!accesses_location(operation.kind)) return;
    const int read = skeleton_.read_of[id.thread][id.index];
    const int write = skeleton_.write_of[id.thread][id.index];
    if (read != kNoEvent) set(values_.of_event[read], value_of(candidate_.source_of(read)));
    if (write != kNoEvent) set(values_.of_event[write], written_by(operation, id.thread, read));
    if (!returns_value(operation.kind)) return;
    const bool skipped = forms_[id.thread][id.index] == Form::skipped;
    set(values_.registers[id.thread][register_of(thread, id.index)], skipped ? Known(0) : value_of(read));
  }

  void set(Known& place, const Known& value) {
    changed_ = changed_ || place != value;
    place = value;
  }

  Known value_of(int event) const { return event == kNoEvent ? Known() : values_.of_event[event]; }

  Known written_by(const Operation& operation, int thread, int read) const {
    const Known value = value_of(operation.value, thread);
    if (operation.kind != Kind::fetch_add) return value;
    return sum(value, value_of(read));
  }

  Known value_of(const Term& term, int thread) const {
    return term.reg == kNoRegister ? term.constant : sum(values_.registers[thread][term.reg], term.constant);
  }

  static Known sum(const Known& left, const Known& right) {
    return left && right ? Known(*left + *right) : Known();
  }

  const Program& program_;
  const Forms& forms_;
  const Candidate& candidate_;
  const Skeleton& skeleton_;
  Values values_;
  bool changed_ = false;
};

// Whether what is known lets the operation take this form.
bool agrees(Form form, const Operation& operation, const Known& guarded, const Known& read) {
  if (operation.guard.reg != kNoRegister && guarded)
    if ((*guarded == operation.guard.equals) == (form == Form::skipped)) return false;
  if (form == Form::skipped || operation.kind != Kind::compare_exchange || !read) return true;
  return (*read == operation.expected) == (form == Form::done);
}

}  // namespace

Values known_values(const Program& program, const Forms& forms, const Candidate& candidate) {
  return Evaluation(program, forms, candidate).run();
}

bool agree(const Values& values, const Program& program, const Forms& forms, const Skeleton& skeleton) {
  for (std::size_t thread = 0; thread < forms.size(); ++thread)
    for (std::size_t index = 0; index < forms[thread].size(); ++index) {
      const Operation& operation = program.threads[thread][index];
      const int guard = operation.guard.reg, read = skeleton.read_of[thread][index];
      const Known guarded = guard == kNoRegister ? Known() : values.registers[thread][guard];
      const Known value = read == kNoEvent ? Known() : values.of_event[read];
      if (!agrees(forms[thread][index], operation, guarded, value)) return false;
    }
  return true;
}

}  // namespace weft::oracle
