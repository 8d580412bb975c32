// What an exercise's scenarios say. Student code needs none of this.
//
//   #include <weft/exercise.h>
//   int balance();
//   void deposit(int amount);
//
//   WEFT_SCENARIO(two_deposits) {
//     std::thread a(deposit, 50), b(deposit, 50);
//     a.join(), b.join();
//     weft::observe("balance", balance());
//     weft::expect_equal(balance(), 100, "both deposits count");
//   }
//
// Threads:    every function may be called from any thread of a scenario.
// Blocking:   never.
// Errors:     a failed expectation ends the execution with the verdict wrong_result;
//             it does not return to the caller.
// Complexity: O(length of the texts).
#pragma once

#include <source_location>
#include <string>
#include <type_traits>

// Defined by the runner that loads the module.
extern "C" {
void weft_observe(const char* name, const char* value);
void weft_note(const char* text);
void weft_aside(int change);  // 1: the thread's accesses from here on are not shown; -1: shown again
[[noreturn]] void weft_expectation_failed(const char* message, const char* file, int line);
[[noreturn]] void weft_starved(const char* message);
}

// One scenario: a function without arguments, run once per execution. `name` appears in exercise.toml.
#define WEFT_SCENARIO(name) extern "C" __attribute__((visibility("default"))) void weft_scenario_##name()

namespace weft {

// Numbers, booleans and anything a std::string can be made of. No streams: they
// would cost more than the scenario.
template <class T>
std::string text_of(const T& value) {
  if constexpr (std::is_same_v<T, bool>)
    return value ? "true" : "false";
  else if constexpr (std::is_arithmetic_v<T>)
    return std::to_string(value);
  else
    return std::string(value);
}

// Records one observed value; a histogram of them is shown.
template <class T>
void observe(const char* name, const T& value) {
  weft_observe(name, text_of(value).c_str());
}

// Leaves a remark in the trace.
inline void note(const char* text) { weft_note(text); }

// The scenario fails unless `holds`. `what` says, in the student's terms, what was expected.
inline void expect(bool holds, const char* what, std::source_location at = std::source_location::current()) {
  if (!holds) weft_expectation_failed(what, at.file_name(), static_cast<int>(at.line()));
}

template <class A, class B>
void expect_equal(const A& got, const B& want, const char* what,
                  std::source_location at = std::source_location::current()) {
  if (got == want) return;
  const std::string text = std::string(what) + ": got " + text_of(got) + ", expected " + text_of(want);
  weft_expectation_failed(text.c_str(), at.file_name(), static_cast<int>(at.line()));
}

}  // namespace weft
