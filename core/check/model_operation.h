// What the models of objects announce.
#pragma once

#include <string>

#include "check/model.h"

namespace weft::model {

// Ends the execution: `words` say what was done wrong, and the object's name follows. They are made where the
// execution ends, as nothing on the stack of who fails is destroyed.
template <class Words>
[[noreturn]] void misuse(const Words& words, const Object& object) {
  execution()->fail(Verdict::misuse, [&] { return words() + ": " + describe(object.address); });
}
[[noreturn]] inline void misuse(const char* what, const Object& object) {
  misuse([&] { return std::string(what); }, object);
}

// An operation on an object, that may give up at a deadline where one is given.
inline Operation on(Op op, Object& object, Deadline deadline = {}) {
  check_in_use(object.address);
  return {.op = op,
          .address = object.address,
          .object = &object,
          .timed = deadline.has_value(),
          .deadline = deadline.value_or(0)};
}

// The same, of one that a graph search may let give up at the deadline.
inline Operation wait_on(Op op, Object& object, Deadline deadline) {
  const Variant ending = execution()->choose_ending(deadline.has_value(), false);
  Operation operation = on(op, object, deadline);
  operation.ending = ending;
  return operation;
}

// A further step, which only a graph search sees.
inline void perform_part(Operation operation) {
  if (execution()->driver() == nullptr) return;
  operation.is_part = true;
  execution()->perform(operation);
}

// The object goes away: a step of its own, since it may come before or after what others do with it.
inline void announce_end(Object& object) { execution()->perform(on(Op::release, object)); }

// Whether somebody waits on it whom no notification reached.
bool waits_unnotified(const Object& condition);

// Ends the execution with misuse where another agent waits for `object`, or is just about to use it. `what`
// goes before "main waits for it: ...".
void check_nobody_wants(const char* what, const Object& object);

}  // namespace weft::model
