#include "files/fingerprint.h"

#include <cstdio>

namespace weft {

namespace {

void mix(std::uint64_t& state, std::string_view bytes) {
  for (char c : bytes) state = (state ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
}

}  // namespace

Fingerprint& Fingerprint::add(std::string_view part) {
  mix(state_, std::to_string(part.size()) + ":");
  mix(state_, part);
  return *this;
}

std::string Fingerprint::hex() const {
  char text[20];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(state_));
  return text;
}

}  // namespace weft
