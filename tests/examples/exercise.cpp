// A scenario of an exercise. Weft's runner calls it once for every schedule; here a runner of a few lines
// stands in, to show what it sees.
//
// prints: observed balance = 100
// prints: expectation failed: one deposit is enough: got 100, expected 50
#include "weft/exercise.h"

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <thread>

// The student's part.
std::atomic<int> account = 0;
void deposit(int amount) { account += amount; }

// The exercise's.
WEFT_SCENARIO(two_deposits) {
  std::thread a(deposit, 50), b(deposit, 50);
  a.join();
  b.join();
  weft::observe("balance", account.load());
  weft::expect_equal(account.load(), 50, "one deposit is enough");  // wrong, to show what happens
}

// The runner's.
void weft_observe(const char* name, const char* value) { std::printf("observed %s = %s\n", name, value); }
void weft_note(const char* text) { std::puts(text); }
void weft_aside(int) {}
void weft_expectation_failed(const char* message, const char* file, int line) {
  std::printf("expectation failed: %s\n", message);
  std::exit(0);
}

int main() { weft_scenario_two_deposits(); }
