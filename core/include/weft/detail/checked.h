// Whether our own checker runs this code: tests/verify builds it with WEFT_CHECKED. Every look at an atomic
// is a choice point there, so that loops that look again before they wait have more executions than any
// budget: they look once. Numbers of rounds after which something changes are small, so that a small program
// gets there. Nothing else may depend on it.
#pragma once

namespace weft::detail {

#if defined(WEFT_CHECKED)
inline constexpr bool is_checked = true;
#else
inline constexpr bool is_checked = false;
#endif

}  // namespace weft::detail
