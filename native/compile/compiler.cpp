#include "compile/compiler.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <sstream>

namespace weft {

namespace fs = std::filesystem;

namespace {

constexpr int kNewestClang = 40;
constexpr int kOldestClang = 16;  // the first with std::source_location, which <weft/exercise.h> uses

std::string identity_of(const fs::path& path) {
  struct stat info {};
  std::error_code problem;
  const fs::path real = fs::canonical(path, problem);
  if (problem || stat(real.c_str(), &info) != 0) return path.string();
  return real.string() + " " + std::to_string(info.st_size) + " " + std::to_string(info.st_mtime);
}

// The clang++ without a number may be any version; its real path tells: /usr/lib/llvm-14/bin/clang.
bool too_old(const fs::path& path) {
  std::error_code problem;
  const std::string real = fs::canonical(path, problem).string();
  const std::size_t at = real.find("llvm-");
  return at != std::string::npos && std::atoi(real.c_str() + at + 5) < kOldestClang;
}

// "-19" of clang++-19; empty without.
std::string version_suffix(const fs::path& path) {
  const std::string name = path.filename().string();
  const std::size_t dash = name.rfind('-');
  return dash != std::string::npos && name.find_first_not_of("0123456789", dash + 1) == std::string::npos
             ? name.substr(dash)
             : "";
}

// A tool of the same LLVM: beside the compiler itself, by the compiler's version, then any.
std::optional<fs::path> find_tool(const fs::path& compiler, const std::string& tool) {
  std::error_code problem;
  const fs::path beside = fs::canonical(compiler, problem).parent_path() / tool;
  if (!problem && access(beside.c_str(), X_OK) == 0) return beside;
  if (const auto versioned = find_program(tool + version_suffix(compiler))) return versioned;
  if (const auto plain = find_program(tool)) return plain;
  for (int version = kNewestClang; version >= kOldestClang; --version)
    if (const auto any = find_program(tool + "-" + std::to_string(version))) return any;
  return std::nullopt;
}

}  // namespace

std::string_view to_string(Flavour flavour) { return flavour == Flavour::checked ? "checked" : "real"; }

std::optional<fs::path> find_program(const std::string& name) {
  const auto usable = [](const fs::path& path) {
    std::error_code problem;
    return fs::is_regular_file(path, problem) && access(path.c_str(), X_OK) == 0;
  };
  if (name.find('/') != std::string::npos) return usable(name) ? std::optional<fs::path>(name) : std::nullopt;
  const char* path = std::getenv("PATH");
  std::istringstream folders(path ? path : "/usr/bin:/bin");
  for (std::string folder; std::getline(folders, folder, ':');)
    if (!folder.empty() && usable(fs::path(folder) / name)) return fs::path(folder) / name;
  return std::nullopt;
}

std::vector<fs::path> list_compilers() {
  std::vector<fs::path> found;
  for (int version = kNewestClang; version >= kOldestClang; --version)
    if (const auto path = find_program("clang++-" + std::to_string(version))) found.push_back(*path);
  for (const char* name : {"clang++", "g++"})
    if (const auto path = find_program(name); path && !too_old(*path)) found.push_back(*path);
  return found;
}

Result<Compiler> find_compiler(const std::string& wanted) {
  std::optional<fs::path> path;
  if (!wanted.empty()) {
    path = find_program(wanted);
    if (!path) return Error{"no compiler named " + wanted + " is on PATH; `weft doctor` lists what there is"};
  } else if (const std::vector<fs::path> all = list_compilers(); !all.empty()) {
    path = all.front();
  } else {
    return Error{"no C++ compiler was found; install one: sudo apt-get install clang-19 lld-19 llvm-19"};
  }
  Compiler compiler;
  compiler.path = *path;
  compiler.is_clang = path->filename().string().find("clang") != std::string::npos;
  compiler.identity = identity_of(*path);
  compiler.symbolizer = find_tool(*path, "llvm-symbolizer");
  compiler.has_lld = compiler.is_clang && find_tool(*path, "ld.lld").has_value();
  return compiler;
}

std::vector<std::string> Compiler::flags(Flavour flavour) const {
  // The program does what it says: no allocation is optimised away, no loop without effect is taken to end.
  // A frame larger than the guard below a stack touches it: it would write into whatever lies beyond.
  std::vector<std::string> flags = {
      "-g", "-fPIC", "-pthread", "-fno-builtin", "-fno-finite-loops", "-fstack-clash-protection"};
  const auto add = [&](std::initializer_list<const char*> more) {
    flags.insert(flags.end(), more.begin(), more.end());
  };
  if (is_clang)
    // Some do not know all of the flags on all processors, and would say so with each program.
    add({"-fno-caret-diagnostics", "-fno-color-diagnostics", "-Wno-unused-command-line-argument"});
  else
    add({"-fno-diagnostics-show-caret", "-fdiagnostics-color=never"});
  if (flavour == Flavour::real) {
    add({"-O2"});
    return flags;
  }
  // libstdc++'s other semaphore spins before it waits: dozens of loads for one modelled operation.
  add({"-O1", "-fsanitize=thread", "-D_GLIBCXX_USE_POSIX_SEMAPHORE=1"});
  if (is_clang)
    add({"-femulated-tls", "-mllvm", "-tsan-instrument-func-entry-exit=0", "-mllvm",
         "-tsan-instrument-read-before-write=1",
         // The instrumentation leaves out what cannot escape, and before LLVM 21 takes an element of a local
         // array for such though the array itself escapes. With nothing to explore, everything may escape.
         "-mllvm", "-capture-tracking-max-uses-to-explore=0",
         // A loop has one head, where the checker sees that somebody who waits comes by in the state he was
         // in before.
         "-mllvm", "-rotation-max-header-size=0"});
  else
    add({"--param", "tsan-instrument-func-entry-exit=0", "-fno-tree-ch"});
  return flags;
}

std::vector<std::string> Compiler::link_flags(Flavour flavour) const {
  std::vector<std::string> flags = {"-shared", "-pthread", "-Wl,-z,lazy", "-Wl,-z,defs",
                                    "-Wl,--warn-unresolved-symbols"};
  if (has_lld) flags.push_back("-fuse-ld=lld");
  if (flavour == Flavour::checked)  // core/check/interpose/exceptions_linux.cpp
    flags.push_back("-Wl,--wrap=__cxa_end_catch");
  return flags;
}

}  // namespace weft
