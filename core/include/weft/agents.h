// Looking at everything that runs: kernel threads that use Weft, fibers and tasks.
//
//   for (const weft::agent_info& agent : weft::agents()) std::puts(weft::describe(agent).c_str());
//
// Threads:    any; what runs on goes on meanwhile, so each field is right for its own moment.
// Blocking:   a few short locks.
// Errors:     none. A worker's index that is too large counts round again: 5 of 4 workers is worker 1.
// Complexity: O(agents that ever lived at once).
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace weft {

struct agent_info {
  std::uint64_t id = 0;  // never used twice in a process
  std::string name;      // as given; may be empty
  std::string kind;      // "kernel thread", "fiber", "task"
  // "runnable", "running", "blocked" (in the system), "waiting" (for another agent), "terminated"
  std::string state;
  std::string priority;              // "high", "normal", "low"
  int affinity = -1;                 // index of the worker it is bound to; -1 = any
  const void* stack_base = nullptr;  // highest address; null: has no stack now, or nobody knows it
  std::size_t stack_bytes = 0;
  std::size_t stack_used = 0;  // most that was ever touched, in whole pages; 0: nobody knows
  // Where the registers of a suspended agent are; null: it runs, or never ran.
  const void* saved_context = nullptr;
  std::string waits_for;           // kind of the primitive: "mutex", "channel", ...; empty: does not wait
  const void* waits_on = nullptr;  // the primitive
  std::vector<const void*> owns;   // locks it holds
  std::uint32_t switches = 0;      // times it was set going
  // Of kernel threads always, to the nanosecond; of fibers the time they had a processor while somebody
  // recorded (weft/observe.h): reading a clock at each switch would cost as much as the switch.
  std::chrono::nanoseconds cpu_time{0};
  std::size_t local_values = 0;  // agent-local values it has (weft/local_storage.h)
};

// All that live now, by id.
std::vector<agent_info> agents();

// The calling agent.
agent_info this_agent();

// Of the calling agent. The priority is a hint among what is ready at once; the affinity holds from the next
// time it waits or yields.
enum class agent_priority : std::uint8_t { high, normal, low };
void set_this_agent_name(std::string name);
void set_this_agent_priority(agent_priority priority);
void bind_this_agent(int worker);  // -1: to none

// One line: "fiber 17 'parser' waits for mutex 0x7f.., owns 0x7f..".
std::string describe(const agent_info& agent);

}  // namespace weft
