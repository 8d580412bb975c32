// A history that has no order: the second pop() gives what the first one gave. A runner of a few lines stands
// in for Weft's, to show what it sees.
//
// prints: a calls push(1)
// prints: a's push(1) returns
// prints: b calls pop()
// prints: b's pop() returns: 1
// prints: b calls pop()
// prints: b's pop() returns: 1
// prints: the stack is not linearizable
#include "weft/linearizability.h"

#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

// The student's part.
int top = 0;
void push(int item) { top = item; }
std::optional<int> pop() { return top; }

// The exercise's.
using State = std::vector<int>;
std::optional<int> specified_pop(State& state) {
  if (state.empty()) return std::nullopt;
  const int item = state.back();
  state.pop_back();
  return item;
}

WEFT_SCENARIO(a_push_and_two_pops) {
  weft::history<State> calls;
  auto& a = calls.add_client("a");
  auto& b = calls.add_client("b");
  std::thread([&] {
    a.call(
        "push(1)", [] { push(1); }, [](State& state) { state.push_back(1); });
  }).join();
  b.call("pop()", pop, specified_pop);
  b.call("pop()", pop, specified_pop);
  calls.expect_linearizable("the stack");
}

// The runner's.
void weft_observe(const char*, const char*) {}
void weft_note(const char* text) { std::puts(text); }
void weft_aside(int) {}
void weft_expectation_failed(const char* message, const char*, int) {
  const std::string_view text = message;  // which goes on with two orders that fail
  std::puts(std::string(text.substr(0, text.find(':'))).c_str());
  std::exit(0);
}

int main() { weft_scenario_a_push_and_two_pops(); }
