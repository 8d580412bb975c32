// What functions of the C library keep from call to call, and so share between threads: as memory that the
// race detector watches. Threads: one at a time, inside executions.
#pragma once

#include <cstdint>
#include <string>

namespace weft {

enum class LibraryState : std::uint8_t { strtok, broken_down_time, environment, drand48 };

// The running agent reads or changes it.
void use_library_state(LibraryState state, bool is_write);

// The lock of calls that go to pipes and sockets, and what those wait on that would block. No memory: only
// names.
std::uintptr_t turn_at_descriptors();
std::uintptr_t waiting_for_descriptors();

// What to call an address that stands for one of them; empty for any other.
std::string name_of_library_state(std::uintptr_t address);

}  // namespace weft
