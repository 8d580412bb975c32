// Functions that share what they keep between threads: a race of two calls is one of theirs. What the
// environment was is put back for each execution (native/runner/checked_main.cpp).
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "check/interpose/export.h"
#include "check/interpose/told_access.h"
#include "check/library_state.h"

using weft::g_modelled;
using weft::LibraryState;

namespace {

void uses(LibraryState state, bool is_write) {
  if (!g_modelled) return;
  weft::EngineScope scope;
  weft::use_library_state(state, is_write);
}
void changes(LibraryState state) { uses(state, true); }

void reads_words(const char* words) {
  if (g_modelled && words != nullptr) weft::reads(words, WEFT_ORIGINAL(strlen)(words) + 1);
}

}  // namespace

extern "C" {

WEFT_EXPORT char* strtok(char* text, const char* delimiters) noexcept {
  changes(LibraryState::strtok);
  reads_words(delimiters);
  return WEFT_ORIGINAL(strtok)(text, delimiters);
}

WEFT_EXPORT tm* localtime(const time_t* time) noexcept {
  changes(LibraryState::broken_down_time);
  return WEFT_ORIGINAL(localtime)(time);
}
WEFT_EXPORT tm* gmtime(const time_t* time) noexcept {
  changes(LibraryState::broken_down_time);
  return WEFT_ORIGINAL(gmtime)(time);
}
WEFT_EXPORT char* asctime(const tm* time) noexcept {
  changes(LibraryState::broken_down_time);
  return WEFT_ORIGINAL(asctime)(time);
}
WEFT_EXPORT char* ctime(const time_t* time) noexcept {
  changes(LibraryState::broken_down_time);
  return WEFT_ORIGINAL(ctime)(time);
}

WEFT_EXPORT char* getenv(const char* name) noexcept {
  uses(LibraryState::environment, false);
  return WEFT_ORIGINAL(getenv)(name);
}
WEFT_EXPORT int setenv(const char* name, const char* value, int overwrite) noexcept {
  changes(LibraryState::environment);
  return WEFT_ORIGINAL(setenv)(name, value, overwrite);
}
WEFT_EXPORT int unsetenv(const char* name) noexcept {
  changes(LibraryState::environment);
  return WEFT_ORIGINAL(unsetenv)(name);
}
WEFT_EXPORT int putenv(char* definition) noexcept {
  changes(LibraryState::environment);
  return WEFT_ORIGINAL(putenv)(definition);
}
WEFT_EXPORT int clearenv() noexcept {
  changes(LibraryState::environment);
  return WEFT_ORIGINAL(clearenv)();
}

}  // extern "C"
