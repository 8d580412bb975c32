// A folder of one's own under the system's temporary folder, removed with everything in it.
#pragma once

#include <filesystem>

#include "contract/result.h"

namespace weft {

class TemporaryFolder {
 public:
  static Result<TemporaryFolder> make();
  // From now on SIGINT, SIGTERM and SIGHUP remove every folder before they end the process. Call it before
  // other threads start. Children must unblock these signals (launch/child.cpp does).
  static void remove_all_when_told_to_end();
  TemporaryFolder(TemporaryFolder&& other) noexcept : path_(std::move(other.path_)) { other.path_.clear(); }
  TemporaryFolder& operator=(TemporaryFolder&&) = delete;
  ~TemporaryFolder();

  const std::filesystem::path& path() const { return path_; }

 private:
  explicit TemporaryFolder(std::filesystem::path path) : path_(std::move(path)) {}
  std::filesystem::path path_;
};

}  // namespace weft
