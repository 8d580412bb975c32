#include "check/oracle/skeleton.h"

#include <stdexcept>

namespace weft::oracle {
namespace {

std::vector<Form> forms_of(const Operation& operation) {
  std::vector<Form> forms = {Form::done};
  if (operation.kind == Kind::compare_exchange) forms.push_back(Form::failed);
  if (operation.guard.reg != kNoRegister) forms.push_back(Form::skipped);
  return forms;
}

// Each element of the product: one choice after the other.
void extend_by(std::vector<Forms>& all, int thread, const std::vector<Form>& choices) {
  std::vector<Forms> extended;
  for (const Forms& forms : all)
    for (const Form form : choices) {
      extended.push_back(forms);
      extended.back()[thread].push_back(form);
    }
  all = std::move(extended);
}

using Lengths = std::vector<int>;  // how many operations of each thread take place

std::vector<Forms> forms_of_lengths(const Program& program, const Lengths& lengths) {
  std::vector<Forms> all = {Forms(program.threads.size())};
  for (std::size_t thread = 0; thread < lengths.size(); ++thread)
    for (int index = 0; index < lengths[thread]; ++index)
      extend_by(all, static_cast<int>(thread), forms_of(program.threads[thread][index]));
  return all;
}

Lengths complete_lengths(const Program& program) {
  Lengths lengths;
  for (const Thread& thread : program.threads) lengths.push_back(static_cast<int>(thread.size()));
  return lengths;
}

// Each thread ends or is stuck before one of its locks.
std::vector<Lengths> all_lengths(const Program& program) {
  std::vector<Lengths> all = {{}};
  for (const Thread& thread : program.threads) {
    std::vector<Lengths> extended;
    for (const Lengths& lengths : all)
      for (int end = 0; end <= static_cast<int>(thread.size()); ++end) {
        if (end < static_cast<int>(thread.size()) && thread[end].kind != Kind::lock) continue;
        extended.push_back(lengths);
        extended.back().push_back(end);
      }
    all = std::move(extended);
  }
  return all;
}

// By how many threads the mutex is locked after so many operations of each.
int holders(const Program& program, const Lengths& lengths, int mutex) {
  int count = 0;
  for (std::size_t thread = 0; thread < lengths.size(); ++thread)
    for (int index = 0; index < lengths[thread]; ++index) {
      const Operation& operation = program.threads[thread][index];
      if (operation.kind == Kind::lock && operation.place == mutex) ++count;
      if (operation.kind == Kind::unlock && operation.place == mutex) --count;
    }
  return count;
}

bool is_deadlock(const Program& program, const Lengths& lengths) {
  for (int mutex = 0; mutex < kMutexes; ++mutex)
    if (holders(program, lengths, mutex) > 1) return false;
  for (std::size_t thread = 0; thread < lengths.size(); ++thread) {
    const Thread& code = program.threads[thread];
    const bool is_stuck = lengths[thread] < static_cast<int>(code.size());
    if (is_stuck && holders(program, lengths, code[lengths[thread]].place) == 0) return false;
  }
  return lengths != complete_lengths(program);
}

// The parts of a read-modify-write have those of its orders that apply to them.
Order order_of_read(Order order) {
  return order == Order::acq_rel ? Order::acquire : order == Order::release ? Order::relaxed : order;
}
Order order_of_write(Order order) {
  return order == Order::acq_rel ? Order::release : order == Order::acquire ? Order::relaxed : order;
}

int place_of(const Operation& operation) {
  if (operation.kind == Kind::fence) return kNoPlace;
  return accesses_location(operation.kind) ? operation.place : kLocations + operation.place;
}

class Builder {
 public:
  Builder(const Program& program, const Forms& forms) : program_(program), forms_(forms) {}

  Skeleton build() {
    add_initial_writes();
    for (std::size_t thread = 0; thread < forms_.size(); ++thread) add_thread(static_cast<int>(thread));
    if (events().size() > kMaxEvents) throw std::length_error("too many events for the oracle");
    relate();
    return std::move(result_);
  }

 private:
  using Type = Event::Type;

  std::vector<Event>& events() { return result_.graph.events; }

  int add(const Event& event) {
    events().push_back(event);
    return static_cast<int>(events().size()) - 1;
  }

  void add_initial_writes() {
    result_.initial_write.fill(kNoEvent);
    for (const Thread& thread : program_.threads)
      for (const Operation& operation : thread) {
        const int place = place_of(operation);
        if (place != kNoPlace && result_.initial_write[place] == kNoEvent)
          result_.initial_write[place] = add({Type::write, place, Order::relaxed, kInitialWrite});
      }
  }

  void add_thread(int thread) {
    result_.read_of.emplace_back(forms_[thread].size(), kNoEvent);
    result_.write_of.emplace_back(forms_[thread].size(), kNoEvent);
    for (std::size_t index = 0; index < forms_[thread].size(); ++index)
      if (forms_[thread][index] != Form::skipped) add_operation({thread, static_cast<int>(index)});
  }

  void add_operation(const OperationId& id) {
    const Operation& operation = program_.threads[id.thread][id.index];
    const bool failed = forms_[id.thread][id.index] == Form::failed;
    const int place = place_of(operation);
    switch (operation.kind) {
      case Kind::fence:
        add({Type::fence, place, operation.order, id});
        return;
      case Kind::lock:
        read_of(id) = add({Type::read, place, Order::acquire, id});
        return;
      case Kind::unlock:
        write_of(id) = add({Type::write, place, Order::release, id});
        return;
      default:
        add_access(id, operation, failed);
    }
  }

  void add_access(const OperationId& id, const Operation& operation, bool failed) {
    const Order order = failed ? operation.failure : operation.order;
    if (returns_value(operation.kind))
      read_of(id) = add({Type::read, operation.place, order_of_read(order), id});
    if (may_write(operation.kind) && !failed)
      write_of(id) = add({Type::write, operation.place, order_of_write(order), id});
  }

  int& read_of(const OperationId& id) { return result_.read_of[id.thread][id.index]; }
  int& write_of(const OperationId& id) { return result_.write_of[id.thread][id.index]; }

  // Events lie in program order, the initial ones first.
  void relate() {
    const int size = static_cast<int>(events().size());
    const Relation none(size);
    result_.graph.po = result_.graph.rmw = result_.graph.rf = result_.graph.mo = none;
    for (int b = 0; b < size; ++b)
      for (int a = 0; a < b; ++a) relate(a, b);
  }

  void relate(int a, int b) {
    const Event &first = events()[a], &second = events()[b];
    const bool is_initial = first.operation == kInitialWrite;
    if (second.operation == kInitialWrite) return;
    if (is_initial || first.operation.thread == second.operation.thread) result_.graph.po.add(a, b);
    if (first.operation == second.operation) result_.graph.rmw.add(a, b);
    if (is_initial && second.type == Type::write && first.place == second.place) result_.graph.mo.add(a, b);
  }

  const Program& program_;
  const Forms& forms_;
  Skeleton result_;
};

}  // namespace

std::vector<Forms> complete_forms(const Program& program) {
  return forms_of_lengths(program, complete_lengths(program));
}

std::vector<Forms> deadlocked_forms(const Program& program) {
  std::vector<Forms> all;
  for (const Lengths& lengths : all_lengths(program)) {
    if (!is_deadlock(program, lengths)) continue;
    const std::vector<Forms> some = forms_of_lengths(program, lengths);
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

Skeleton build_skeleton(const Program& program, const Forms& forms) {
  return Builder(program, forms).build();
}

}  // namespace weft::oracle
