#include "check/library_state.h"

#include "check/model.h"

namespace weft {
namespace {

constexpr std::size_t kStates = 4;
constexpr std::size_t kPlaces = kStates + 2;  // and those of descriptors
constexpr std::size_t kBytes = 16;            // of each: a granule of its own

alignas(kBytes) unsigned char g_states[kPlaces * kBytes];

std::uintptr_t base() { return reinterpret_cast<std::uintptr_t>(g_states); }

}  // namespace

void use_library_state(LibraryState state, bool is_write) {
  RaceDetector& races = execution()->races();
  if (!races.watches(base())) races.watch(base(), sizeof g_states);
  model::plain_access(base() + static_cast<std::size_t>(state) * kBytes, 1, is_write);
}

std::uintptr_t turn_at_descriptors() { return base() + kStates * kBytes; }
std::uintptr_t waiting_for_descriptors() { return base() + (kStates + 1) * kBytes; }

std::string name_of_library_state(std::uintptr_t address) {
  static constexpr const char* kNames[kPlaces] = {"what strtok() keeps",
                                                  "what localtime(), gmtime(), asctime() and ctime() return",
                                                  "the environment, as setenv() and getenv() see it",
                                                  "what drand48() and its like keep",
                                                  "that orders what is done with pipes and sockets",
                                                  "that a pipe or socket is ready"};
  return address - base() < sizeof g_states ? kNames[(address - base()) / kBytes] : "";
}

}  // namespace weft
