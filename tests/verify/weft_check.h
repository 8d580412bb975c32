// Running `weft check` on a program together with the runtime, both compiled beforehand: the compiler takes
// longer than the checker.
// Threads: any; starts processes.
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace verify {

// Compiles as weft_checked_runtime is compiled, headers in `overlay` before our own. False: it said why.
bool compile(const std::filesystem::path& source, const std::filesystem::path& object,
             const std::filesystem::path& overlay = {}, const std::string& flags = "");

// What `weft check` says of the program in these objects, which go before those of the same name in the
// runtime. No object when it printed none.
nlohmann::json check(const std::vector<std::filesystem::path>& objects, const std::string& options = "");

// For people.
std::string summary_of(const nlohmann::json& outcome);

// A folder of its own for what a test writes; gone with it.
class ScratchFolder {
 public:
  ScratchFolder();
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  void write(const std::string& file, const std::string& text) const;

 private:
  std::filesystem::path path_;
};

}  // namespace verify
