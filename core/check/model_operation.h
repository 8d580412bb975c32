// What the models of objects announce.
#pragma once

#include "check/model.h"

namespace weft::model {

// An operation on an object, that may give up at a deadline where one is given.
inline Operation on(Op op, Object& object, Deadline deadline = {}) {
  return {.op = op,
          .address = object.address,
          .object = &object,
          .timed = deadline.has_value(),
          .deadline = deadline.value_or(0)};
}

}  // namespace weft::model
