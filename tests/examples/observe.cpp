// What the scheduler did with one fiber, and the same for Perfetto.
//
// prints: spawn
// prints: park event
// prints: unpark
// prints: end
// prints: Perfetto is told its name: yes
#include "weft/observe.h"

#include <cstdio>

#include "weft/agents.h"
#include "weft/event.h"
#include "weft/fiber.h"

bool somebody_waits() {
  for (const weft::agent_info& agent : weft::agents())
    if (agent.waits_for == "event") return true;
  return false;
}

int main() {
  weft::start_recording();
  weft::event ready;
  weft::fiber waiter([&] { ready.wait(); });
  waiter.set_name("waiter");
  const std::uint64_t id = waiter.id();
  while (!somebody_waits()) weft::yield();
  ready.set();
  waiter.join();
  weft::stop_recording();

  const weft::recording recorded = weft::take_recording();
  using kind = weft::scheduling_event_kind;
  for (const weft::scheduling_event& event : recorded.events)
    if (event.agent == id) {
      if (event.kind == kind::park) std::printf("park %s\n", event.reason.c_str());
      if (event.kind == kind::spawn || event.kind == kind::unpark || event.kind == kind::end)
        std::puts(weft::to_string(event.kind));
    }
  const bool named = weft::to_chrome_trace(recorded).find("waiter") != std::string::npos;
  std::printf("Perfetto is told its name: %s\n", named ? "yes" : "no");
}
