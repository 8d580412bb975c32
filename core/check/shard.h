// A share of a search that is divided, for several machines.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace weft {

// Which of how many, counted from 1.
struct Shard {
  std::uint32_t number = 1;
  std::uint32_t of = 1;

  bool is_part() const { return of > 1; }
  bool has(std::size_t part) const { return part % of == number - 1; }
  std::string name() const { return "shard " + std::to_string(number) + "/" + std::to_string(of); }
};

}  // namespace weft
