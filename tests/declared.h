// What a program under tests/ says of itself in the comment that it begins with, as `verdict: deadlock`.
// Threads: any; reads files.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>

namespace weft {

// What follows `key: `; empty when no line of the first comment begins so.
inline std::string declared(const std::filesystem::path& program, const std::string& key) {
  const std::string beginning = "// " + key + ": ";
  std::ifstream file(program);
  for (std::string line; std::getline(file, line) && line.starts_with("//");)
    if (line.starts_with(beginning)) return line.substr(beginning.size());
  return "";
}

}  // namespace weft
