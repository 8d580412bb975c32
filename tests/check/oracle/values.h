// The values that follow from what reads read from, as far as that is chosen.
#pragma once

#include "check/oracle/candidate.h"

namespace weft::oracle {

using Known = std::optional<std::int64_t>;

struct Values {
  std::vector<Known> of_event;
  std::vector<std::vector<Known>> registers;  // of each thread
};

// The least fixpoint: a value is known when all that it is made of is. In a cycle of po and rf it may stay
// unknown.
Values known_values(const Program& program, const Forms& forms, const Candidate& candidate);

// False if an operation takes another form than was assumed.
bool agree(const Values& values, const Program& program, const Forms& forms, const Skeleton& skeleton);

}  // namespace weft::oracle
