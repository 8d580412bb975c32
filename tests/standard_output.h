// What a command prints.
#pragma once

#include <cstdio>
#include <memory>
#include <string>

inline std::string standard_output(const std::string& command) {
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  std::string text;
  char part[4096];
  while (const std::size_t got = std::fread(part, 1, sizeof part, pipe.get())) text.append(part, got);
  return text;
}
