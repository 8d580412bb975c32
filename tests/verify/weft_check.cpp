#include "weft_check.h"

#include <unistd.h>

#include <cstdlib>
#include <fstream>

#include "standard_output.h"

namespace verify {

namespace fs = std::filesystem;

namespace {

const fs::path kRoot = WEFT_ROOT;

std::string quoted(const fs::path& path) { return " '" + path.string() + "'"; }

}  // namespace

bool compile(const fs::path& source, const fs::path& object, const fs::path& overlay,
             const std::string& flags) {
  std::string command = quoted(WEFT_COMPILER) + " " + WEFT_CHECKED_FLAGS + " -include-pch" +
                        quoted(WEFT_CHECKED_HEADERS) + " " + flags;
  std::vector<fs::path> folders = {kRoot / "core", kRoot / "core/include", kRoot / "tests/verify/programs"};
  if (!overlay.empty()) folders.insert(folders.begin(), {overlay / "core", overlay / "core/include"});
  for (const fs::path& folder : folders) command += " -I" + quoted(folder);
  command += " -c" + quoted(source) + " -o" + quoted(object);
  return std::system(command.c_str()) == 0;
}

nlohmann::json check(const std::vector<fs::path>& objects, const std::string& options) {
  std::string command = quoted(WEFT_EXE) + " check --json --seconds 100 " + options +
                        quoted(kRoot / "tests/verify/nothing.cpp");
  for (const fs::path& object : objects)
    command +=
        " -L" + quoted(object.parent_path()) + " -l" + quoted(fs::path(":" + object.filename().string()));
  command += " -L" + quoted(WEFT_CHECKED_RUNTIME_FOLDER) + " -l weft_checked_runtime";
  return nlohmann::json::parse(standard_output(command), nullptr, /*allow_exceptions=*/false);
}

std::string summary_of(const nlohmann::json& outcome) {
  std::string text = outcome.value("verdict", "") + ": " + outcome.value("message", "");
  for (const nlohmann::json& diagnostic : outcome.value("diagnostics", nlohmann::json::array()))
    text += "\n" + diagnostic.dump();
  return text;
}

ScratchFolder::ScratchFolder()
    : path_(fs::temp_directory_path() / ("weft-verify-" + std::to_string(getpid()))) {
  fs::create_directories(path_);
}

ScratchFolder::~ScratchFolder() { fs::remove_all(path_); }

void ScratchFolder::write(const std::string& file, const std::string& text) const {
  fs::create_directories((path_ / file).parent_path());
  std::ofstream(path_ / file) << text;
}

}  // namespace verify
