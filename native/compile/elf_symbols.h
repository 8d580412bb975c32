// The symbol table of a module: which scenarios it has, and what its variables are called (static ones
// included, which dladdr() does not know). Threads: plain value after reading; no locking.
#pragma once

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

 private:
  std::vector<std::string> functions_;  // sorted
};

}  // namespace weft
