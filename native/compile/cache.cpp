#include "compile/cache.h"

#include <unistd.h>

#include <cstdlib>
#include <vector>

namespace weft {

namespace fs = std::filesystem;

namespace {

std::vector<fs::path> candidates() {
  std::vector<fs::path> folders;
  const char* xdg = std::getenv("XDG_CACHE_HOME");
  const char* home = std::getenv("HOME");
  if (xdg && xdg[0] == '/') folders.push_back(fs::path(xdg) / "weft");
  if (home && home[0] == '/') folders.push_back(fs::path(home) / ".cache" / "weft");
  std::error_code problem;
  const fs::path temporary = fs::temp_directory_path(problem);
  folders.push_back((problem ? fs::path("/tmp") : temporary) / ("weft-" + std::to_string(getuid())));
  return folders;
}

bool usable(const fs::path& folder) {
  std::error_code problem;
  fs::create_directories(folder, problem);
  return access(folder.c_str(), W_OK | X_OK) == 0;
}

}  // namespace

fs::path cache_folder() {
  static const fs::path folder = [] {
    const std::vector<fs::path> all = candidates();
    for (const fs::path& candidate : all)
      if (usable(candidate)) return candidate;
    return all.back();
  }();
  return folder;
}

fs::path cache_entry(const std::string& kind, const std::string& name) {
  std::error_code problem;
  fs::create_directories(cache_folder() / kind, problem);
  return cache_folder() / kind / name;
}

}  // namespace weft
