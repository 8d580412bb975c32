// Who waits for what, seen from outside.
//
// prints: fiber 'reader' waits for an event
// prints: main is a kernel thread that is running
#include "weft/agents.h"

#include <cstdio>

#include "weft/event.h"
#include "weft/fiber.h"

bool somebody_waits() {
  for (const weft::agent_info& agent : weft::agents())
    if (agent.waits_for == "event") return true;
  return false;
}

int main() {
  weft::event ready;
  weft::fiber reader([&] { ready.wait(); });
  reader.set_name("reader");

  while (!somebody_waits()) weft::yield();
  for (const weft::agent_info& agent : weft::agents())
    if (agent.waits_for == "event")
      std::printf("%s '%s' waits for an event\n", agent.kind.c_str(), agent.name.c_str());

  const weft::agent_info self = weft::this_agent();
  std::printf("main is a %s that is %s\n", self.kind.c_str(), self.state.c_str());
  ready.set();
}
