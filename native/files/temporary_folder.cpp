#include "files/temporary_folder.h"

#include <stdlib.h>

#include <cerrno>
#include <cstring>

namespace weft {

Result<TemporaryFolder> TemporaryFolder::make() {
  std::error_code problem;
  std::filesystem::path base = std::filesystem::temp_directory_path(problem);
  if (problem) base = "/tmp";
  std::string pattern = (base / "weft-XXXXXX").string();
  if (!mkdtemp(pattern.data()))
    return Error{"cannot make a folder in " + base.string() + ": " + std::strerror(errno) + "; set TMPDIR"};
  return TemporaryFolder(pattern);
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
}

}  // namespace weft
