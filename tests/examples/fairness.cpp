// Who comes first goes through the door: a waits and is overtaken twice. A runner of a few lines stands in
// for Weft's, to show what it sees.
//
// prints: a wants it
// prints: b wants it
// prints: b got it
// prints: b gave it back
// prints: b wants it
// prints: b got it
// prints: b gave it back
// prints: a got it
// prints: a gave it back
// prints: starvation: a wants the door and is overtaken 2 times (b 2 times), where once is the most
#include "weft/fairness.h"

#include <cstdio>
#include <cstdlib>
#include <thread>

// The student's part.
void go_through_door() {}

// The exercise's.
void visit(weft::fairness::client& visitor) {
  visitor.wants();
  go_through_door();
  visitor.got();
  visitor.gave_back();
}

WEFT_SCENARIO(nobody_waits_for_two_others) {
  weft::fairness turns;
  auto& a = turns.add_client("a");
  auto& b = turns.add_client("b");
  a.wants();
  std::thread([&] { visit(b), visit(b); }).join();
  a.got();
  a.gave_back();
  turns.expect_bypass("the door", 1);
}

// The runner's.
void weft_observe(const char*, const char*) {}
void weft_note(const char* text) { std::puts(text); }
void weft_aside(int) {}
void weft_expectation_failed(const char* message, const char*, int) {
  std::puts(message);
  std::exit(1);
}
void weft_starved(const char* message) {
  std::printf("starvation: %s\n", message);
  std::exit(0);
}

int main() { weft_scenario_nobody_waits_for_two_others(); }
