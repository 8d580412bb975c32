// Sequential consistency by all interleavings: plain depth-first recursion over copies of the whole state,
// without any reduction. Each complete interleaving is then summed up as its class.
//
// Complexity: a few steps for each interleaving. Four threads of four operations have 63 million.
#pragma once

#include "check/oracle/behaviour.h"

namespace weft::oracle {

struct Interleavings {
  Behaviour behaviour;
  std::uint64_t complete = 0;    // interleavings in which all threads end
  std::uint64_t deadlocked = 0;  // those that end with threads that wait for mutexes
};

Interleavings interleave(const Program& program);

}  // namespace weft::oracle
