// A short name for content: tells programs and cache entries apart; no protection against forgery.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace weft {

// FNV-1a, 64 bits, over parts of known length ("ab","c" differs from "a","bc").
class Fingerprint {
 public:
  Fingerprint& add(std::string_view part);
  std::string hex() const;

 private:
  std::uint64_t state_ = 0xcbf29ce484222325u;
};

}  // namespace weft
