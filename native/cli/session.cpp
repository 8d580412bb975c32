#include "cli/session.h"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>

#include "files/source_file.h"
#include "trace/codec.h"

namespace weft {

namespace fs = std::filesystem;

void Session::complain(const std::string& message, ExitCode code) {
  std::string line = clean_text(message);
  for (char& c : line)
    if (c == '\n') c = ' ';
  std::fflush(stdout);
  std::fprintf(stderr, "weft: %s\n", line.c_str());
  exit_code = code;
}

std::optional<Workshop> Session::workshop() {
  const Result<Compiler> found = find_compiler(compiler);
  if (!found) {
    complain(found.error(), kUnavailable);
    return std::nullopt;
  }
  return Workshop{Builder(found.value(), include_folder()), find_runners()};
}

void Session::report(const Outcome& outcome, const OwnFiles& own, const std::string& replay) {
  exit_code = exit_code_of(outcome.verdict);
  if (json) {
    std::printf("%s\n", encode_outcome(outcome).c_str());
    return;
  }
  StoryOptions options;
  options.colour = colour_wanted();
  options.replay = replay;
  options.source = source_lines(own);
  const std::string story = tell(outcome, options);
  std::fwrite(story.data(), 1, story.size(), stdout);
}

ExitCode exit_code_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::accepted:
      return kAccepted;
    case Verdict::inconclusive:
      return kInconclusive;
    case Verdict::internal_error:
      return kInternal;
    default:
      return kFailed;
  }
}

bool colour_wanted() {
  const char* no_colour = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  if (no_colour && no_colour[0] != '\0') return false;
  if (terminal && std::strcmp(terminal, "dumb") == 0) return false;
  return isatty(STDOUT_FILENO) != 0;
}

SourceLines source_lines(const OwnFiles& own) {
  auto cache = std::make_shared<SourceCache>();
  std::map<std::string, std::string> paths;
  for (const auto& [path, name] : own) paths[name] = path;
  return [cache, paths](const std::string& file, int line) {
    const auto found = paths.find(file);
    return found == paths.end() ? std::nullopt : cache->line(found->second, line);
  };
}

fs::path include_folder() {
  std::error_code problem;
  const fs::path executable = fs::read_symlink("/proc/self/exe", problem).parent_path();
  for (const fs::path& folder : {executable / ".." / "core" / "include", executable / ".." / "include",
                                 fs::path(WEFT_SOURCE_DIR) / "core" / "include"})
    if (fs::exists(folder / "weft" / "exercise.h", problem)) return fs::canonical(folder, problem);
  return {};
}

}  // namespace weft
