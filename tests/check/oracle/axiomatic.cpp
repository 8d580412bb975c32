#include "check/oracle/axiomatic.h"

#include "check/oracle/values.h"

namespace weft::oracle {
namespace {

// All graphs in which operations take the same forms.
class Search {
 public:
  Search(const Program& program, const Forms& forms, Axioms axioms, Examine examine)
      : program_(program), forms_(forms), axioms_(axioms), examine_(examine) {}

  // Adds the classes and, where all threads end, the outcomes.
  void run(std::set<std::string>& classes, std::set<std::string>* outcomes) {
    const Skeleton skeleton = build_skeleton(program_, forms_);
    classes_ = &classes;
    outcomes_ = outcomes;
    explore(Candidate(skeleton));
  }

 private:
  void explore(const Candidate& candidate) {
    const bool complete = candidate.is_complete();
    if ((complete || examine_ == Examine::every_step) && !is_possible(candidate)) return;
    if (complete) return record(candidate);
    for (const Candidate& extension : candidate.extensions()) explore(extension);
  }

  bool is_possible(const Candidate& candidate) const {
    return agree(known_values(program_, forms_, candidate), program_, forms_, candidate.skeleton()) &&
           axioms_(candidate.graph());
  }

  void record(const Candidate& candidate) {
    ExecutionClass execution = candidate.execution_class();
    for (std::size_t thread = 0; thread < forms_.size(); ++thread)
      if (forms_[thread].size() < program_.threads[thread].size())
        execution.stuck.push_back({static_cast<int>(thread), static_cast<int>(forms_[thread].size())});
    classes_->insert(to_text(execution));
    if (outcomes_ != nullptr) outcomes_->insert(to_text(program_, final_state(candidate)));
  }

  FinalState final_state(const Candidate& candidate) const {
    const Values values = known_values(program_, forms_, candidate);
    FinalState state = initial_state(program_);
    for (std::size_t thread = 0; thread < state.registers.size(); ++thread)
      for (std::size_t reg = 0; reg < state.registers[thread].size(); ++reg)
        state.registers[thread][reg] = values.registers[thread][reg].value();
    for (int location = 0; location < kLocations; ++location)
      if (const int last = candidate.last_write_of(location); last != kNoEvent)
        state.memory[location] = values.of_event[last].value();
    return state;
  }

  const Program& program_;
  const Forms& forms_;
  const Axioms axioms_;
  const Examine examine_;
  std::set<std::string>* classes_ = nullptr;
  std::set<std::string>* outcomes_ = nullptr;
};

}  // namespace

Behaviour by_axioms(const Program& program, Axioms axioms, Examine examine) {
  Behaviour found;
  for (const Forms& forms : complete_forms(program))
    Search(program, forms, axioms, examine).run(found.classes, &found.outcomes);
  for (const Forms& forms : deadlocked_forms(program))
    Search(program, forms, axioms, examine).run(found.deadlocks, nullptr);
  return found;
}

}  // namespace weft::oracle
