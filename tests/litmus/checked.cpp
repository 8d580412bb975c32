// One pattern under the checker: -D PATTERN=MessagePassing.
#include "agents.h"
#include "patterns.h"

int main() {
  litmus::PATTERN pattern;
  verify::together([&] { pattern.first(); }, [&] { pattern.second(); });
  weft::expect(!pattern.forbidden(), "this outcome is forbidden");
}
