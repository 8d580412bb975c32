// What a C++ programmer calls an address of a module's data, by its debug information: "accounts[1].mutex",
// "bank::money". Insides of library objects (names that the standard reserves for its implementation) are
// named by the object. The page does the same (web/modules/debug_names.mjs): keep them alike, down to the
// texts. Threads: call from one thread.
#pragma once

#include <elfutils/libdw.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace weft {

class DebugNames {
 public:
  // Without debug information it knows no names.
  explicit DebugNames(const std::filesystem::path& module);
  ~DebugNames();
  DebugNames(const DebugNames&) = delete;
  DebugNames& operator=(const DebugNames&) = delete;

  // `offset`: address minus load bias.
  std::optional<std::string> variable_at(std::uint64_t offset) const;

  // The local variable of the function around `code` that lies `above` bytes over the function's stack
  // pointer, `below` bytes under the end of its part of the stack.
  std::optional<std::string> local_at(std::uint64_t code, std::uint64_t above, std::uint64_t below) const;

 private:
  // Bytes [at, at + bytes) of the module's data hold `entry` from its byte `inside` on: the optimiser may
  // take structures apart.
  struct Piece {
    std::uint64_t at = 0;
    std::uint64_t bytes = 0;
    std::uint64_t inside = 0;
    Dwarf_Die entry;
  };
  void add_variables_below(Dwarf_Die parent);
  void add(Dwarf_Die variable);

  int file_;
  Dwarf* debug_;               // null: there is none
  std::vector<Piece> pieces_;  // sorted by `at`
};

}  // namespace weft
