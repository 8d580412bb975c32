// A line of up to twelve who wait, in order of arrival, as a number: what condition variables and channels
// are.
//
// Twelve places of four bits, the first lowest, each the number of who stands there (1 to 12; 0: nobody), and
// above them a bit for each number that was served and has not gone yet. Four bits are left for others.
#pragma once

#include <cstdint>

#include "weft/detail/gate.h"

namespace weft::detail::line {

constexpr int kPlaces = 12, kServedAt = 4 * kPlaces;
constexpr std::uint64_t kPlacesOnly = (std::uint64_t{1} << kServedAt) - 1;
constexpr std::uint64_t kOthers = ~std::uint64_t{0} << (kServedAt + kPlaces);

WEFT_GATE_RULE constexpr std::uint64_t at(std::uint64_t line, int place) { return line >> 4 * place & 15; }
WEFT_GATE_RULE constexpr bool is_empty(std::uint64_t line) { return (line & kPlacesOnly) == 0; }
WEFT_GATE_RULE constexpr std::uint64_t served_bit(std::uint64_t who) {
  return std::uint64_t{1} << (kServedAt + who - 1);
}
WEFT_GATE_RULE constexpr bool is_served(std::uint64_t line, std::uint64_t who) {
  return (line & served_bit(who)) != 0;
}
WEFT_GATE_RULE constexpr int length(std::uint64_t line) {
  int places = 0;
  while (places < kPlaces && at(line, places) != 0) ++places;
  return places;
}

// The lowest number that nobody has; 13: all are taken.
WEFT_GATE_RULE constexpr std::uint64_t free_number(std::uint64_t line) {
  std::uint64_t taken = line >> kServedAt << 1;
  for (int place = 0; place < kPlaces; ++place) taken |= std::uint64_t{1} << at(line, place);
  std::uint64_t number = 1;
  while (number <= kPlaces && (taken >> number & 1) != 0) ++number;
  return number;
}

WEFT_GATE_RULE constexpr std::uint64_t with(std::uint64_t line, std::uint64_t who) {
  return line | who << 4 * length(line);
}
WEFT_GATE_RULE constexpr std::uint64_t without(std::uint64_t line, std::uint64_t who) {
  std::uint64_t left = line & ~kPlacesOnly & ~served_bit(who);
  for (int place = 0, to = 0; place < kPlaces; ++place)
    if (at(line, place) != who) left |= at(line, place) << 4 * to++;
  return left;
}
WEFT_GATE_RULE constexpr std::uint64_t with_first_served(std::uint64_t line) {
  const std::uint64_t first = at(line, 0);
  return without(line, first) | served_bit(first);
}

}  // namespace weft::detail::line
