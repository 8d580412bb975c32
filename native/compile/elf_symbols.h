// The symbol table of a module: which scenarios it has, and what its variables are called (static ones
// included, which dladdr() does not know). Threads: plain value after reading; no locking.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "contract/result.h"

namespace weft {

class ElfSymbols {
 public:
  // 64-bit ELF files of this machine's byte order.
  static Result<ElfSymbols> read(const std::filesystem::path& module);

  bool defines_function(const std::string& name) const;

  struct Variable {
    std::uint64_t offset = 0;
    std::uint64_t bytes = 0;
    std::string name;
  };
  // The variable that contains `offset` (address minus load bias); null when there is none.
  const Variable* variable_at(std::uint64_t offset) const;

 private:
  std::vector<std::string> functions_;  // sorted
  std::vector<Variable> variables_;     // sorted by offset
};

}  // namespace weft
