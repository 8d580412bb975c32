// What operations on locks, semaphores and so on do to their objects, for the graph search: an object is a
// location whose value says who has it, and every operation a read-modify-write of that.
//     mutex, once: 0 free, n + 1: agent n has it, kDone: the once is done      rwlock: readers, or kWriter |
//     n semaphore: permits      barrier, condition: operations so far      futex: 1 while somebody looks at
//     its word
#pragma once

#include "check/graph/access.h"
#include "check/object.h"
#include "check/operation.h"

namespace weft {

// Precondition: operation.object. `give_up`: the variant in which it does not get what it waits for.
graph::Access object_access(const Operation& operation, AgentId agent, bool give_up);

}  // namespace weft
