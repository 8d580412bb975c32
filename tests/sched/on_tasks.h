// Runs the same test in tasks of schedulers with 1, 2, 8 and 64 workers.
#pragma once

#include <utility>

#include "sched/on_workers.h"
#include "weft/task.h"
#include "who_waits.h"

namespace weft {

class OnTasks : public OnWorkers {
 protected:
  // Runs the task and waits for it.
  template <class T>
  T on_task(task<T> body) {
    return weft::run(scheduler_, std::move(body));
  }
};

// Waits until `count` agents wait for the primitive at `object`.
inline task<void> all_waiting(const void* object, int count) {
  while (agents_waiting_for(object) < count) co_await async_yield();
}

}  // namespace weft
