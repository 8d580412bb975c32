// What is to be compiled: the files of one student (or of any program), and the exercise's scenarios.
// Threads: plain value; no locking.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "contract/result.h"

namespace weft {

struct Program {
  std::string name;  // exercise id or first source file, for people
  std::vector<std::filesystem::path> sources;
  std::vector<std::filesystem::path>
      headers;  // of the student's that the sources include (Builder::local_headers)
  std::optional<std::filesystem::path> scenarios;  // a source file too; its object is cached
  std::vector<std::string> compile_flags;          // -I, -D, -std=
  std::vector<std::string> link_flags;             // -l, -L
  std::vector<std::string> arguments;              // of main()
};

// Names the program by the content of its files and its flags; the same on every machine.
Result<std::string> hash_of(const Program& program);

}  // namespace weft
