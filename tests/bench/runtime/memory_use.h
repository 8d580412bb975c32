// What the kernel says that this process uses.
#pragma once

#include <fstream>
#include <sstream>
#include <string>

namespace weft::bench {

// A field of /proc/self/status that is in kB, in bytes; 0: there is none.
inline double status_bytes(const std::string& field) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.rfind(field + ":", 0) != 0) continue;
    double kilobytes = 0;
    std::istringstream(line.substr(field.size() + 1)) >> kilobytes;
    return kilobytes * 1024;
  }
  return 0;
}

// Page tables count: stacks that lie far apart need more of them.
inline double resident_bytes() { return status_bytes("VmRSS") + status_bytes("VmPTE"); }
inline double peak_mib() { return status_bytes("VmHWM") / (1024 * 1024); }

}  // namespace weft::bench
