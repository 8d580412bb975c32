// Finds a C++ compiler and knows the flags of both flavours of module.
// Threads: plain values; no locking. Reads PATH.
// Errors:  find_compiler() says what is missing and how to install it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "contract/result.h"

namespace weft {

enum class Flavour { checked, real };
std::string_view to_string(Flavour flavour);

struct Compiler {
  std::filesystem::path path;
  bool is_clang = true;
  std::string identity;                             // changes when the compiler is updated; no need to run it
  std::optional<std::filesystem::path> symbolizer;  // llvm-symbolizer
  bool has_lld = false;

  // For compiling one file; `c` for C instead of C++.
  std::vector<std::string> flags(Flavour flavour) const;
  std::vector<std::string> link_flags(Flavour flavour) const;
};

// `wanted`: a name or path from --compiler; empty = newest clang++ on PATH, else g++.
Result<Compiler> find_compiler(const std::string& wanted);

// Every usable one, best first; for `weft doctor`.
std::vector<std::filesystem::path> list_compilers();

// The path of a program on PATH, or of a path that is executable.
std::optional<std::filesystem::path> find_program(const std::string& name);

}  // namespace weft
