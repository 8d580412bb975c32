#include "weft_check.h"

#include <cstdio>
#include <memory>
#include <vector>

namespace verify {

namespace fs = std::filesystem;

namespace {

const fs::path kRoot = WEFT_ROOT;

std::string standard_output(const std::string& command) {
  std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  std::string text;
  char part[4096];
  while (const std::size_t got = std::fread(part, 1, sizeof part, pipe.get())) text.append(part, got);
  return text;
}

}  // namespace

std::string quoted(const fs::path& path) { return " '" + path.string() + "'"; }

nlohmann::json check(const fs::path& program, const std::string& options, const std::string& sources,
                     const fs::path& overlay) {
  std::string command =
      quoted(WEFT_EXE) + " check --json --seconds 100 " + options + quoted(program) + sources;
  std::vector<fs::path> folders = {kRoot / "core", kRoot / "core/include", kRoot / "tests/verify/programs"};
  if (!overlay.empty()) folders.insert(folders.begin(), {overlay / "core", overlay / "core/include"});
  for (const fs::path& folder : folders) command += " -I" + quoted(folder);
  command += " -D WEFT_CHECKED -l weft_checked_runtime -L" + quoted(WEFT_CHECKED_RUNTIME_FOLDER);
  return nlohmann::json::parse(standard_output(command), nullptr, /*allow_exceptions=*/false);
}

std::string summary_of(const nlohmann::json& outcome) {
  std::string text = outcome.value("verdict", "") + ": " + outcome.value("message", "");
  for (const nlohmann::json& diagnostic : outcome.value("diagnostics", nlohmann::json::array()))
    text += "\n" + diagnostic.dump();
  return text;
}

}  // namespace verify
