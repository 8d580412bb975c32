// Always-on checks of our own invariants.
// A failed check is a bug in Weft, never in a student's program: it prints the expression, the place and
// whatever context the failing layer registered (seed and schedule), then aborts. Checks stay on in release
// builds. Threads: check_failed may be called from any thread; set_check_context once at start-up.
#pragma once

namespace weft {

// Called by a failing check before it aborts; must only write to stderr. Null turns it off.
using CheckContext = void (*)();
void set_check_context(CheckContext context) noexcept;

[[noreturn]] void check_failed(const char* expression, const char* file, int line) noexcept;

}  // namespace weft

#define WEFT_CHECK(expression) \
  (static_cast<bool>(expression) ? void(0) : ::weft::check_failed(#expression, __FILE__, __LINE__))
