// Whether the checker runs this code: it does. Loops that look again before they wait look once.
#pragma once

namespace weft::detail {
inline constexpr bool is_checked = true;
}
