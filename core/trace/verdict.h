// The one word that says how a program did. The same word is used in folder names under submissions/, in
// JSON, on the command line and in the page.
#pragma once

#include <optional>
#include <string_view>

namespace weft {

enum class Verdict {
  accepted,
  wrong_result,
  data_race,
  deadlock,
  livelock,
  starvation,
  misuse,
  memory_error,
  leak,
  crash,
  time_limit,
  memory_limit,
  output_limit,
  too_slow,
  forbidden,
  compile_error,
  inconclusive,
  internal_error,
};

inline constexpr int kVerdictCount = static_cast<int>(Verdict::internal_error) + 1;

std::string_view to_string(Verdict verdict);
std::optional<Verdict> parse_verdict(std::string_view word);

}  // namespace weft
