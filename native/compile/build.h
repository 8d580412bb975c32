// Makes a loadable module of a program, in one of two flavours.
// Threads: call from one thread; starts compilers.
// Errors:  Error for trouble of ours (no compiler, no disk); what the compiler complains about is in Build.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "compile/compiler.h"
#include "compile/program.h"
#include "trace/outcome.h"

namespace weft {

struct Build {
  std::optional<std::filesystem::path> module;  // none: see diagnostics
  std::vector<Diagnostic> diagnostics;
};

class Builder {
 public:
  // `include`: the folder that holds weft/exercise.h.
  Builder(Compiler compiler, std::filesystem::path include)
      : compiler_(std::move(compiler)), include_(std::move(include)) {}

  // `folder` receives objects and the module.
  Result<Build> build(const Program& program, Flavour flavour, const std::filesystem::path& folder) const;

  // The headers that the sources include, without the system's and our own. Preprocesses; nothing is
  // compiled.
  std::vector<std::filesystem::path> local_headers(const Program& program) const;

  const Compiler& compiler() const { return compiler_; }

 private:
  using Path = std::filesystem::path;

  struct Part {
    Path source;
    Path object;
    bool own_flags = false;  // compile with the program's -I, -D, -std=
  };

  Status compile_all(const Program& program, Flavour flavour, const Path& folder, Build& build,
                     std::vector<Path>& objects) const;
  Status compile(const Part& part, const Program& program, Flavour flavour, Build& build) const;
  bool compile_quickly(std::vector<std::string> argv, Flavour flavour, const std::string& standard,
                       Build& build) const;
  Result<Path> scenarios_object(const Program& program, Flavour flavour, Build& build) const;
  Status link(const Program& program, Flavour flavour, const std::vector<Path>& objects, const Path& module,
              Build& build) const;
  std::optional<Path> precompiled_header(Flavour flavour, const std::string& standard) const;
  Status make_precompiled_header(const Path& header, const std::vector<std::string>& flags) const;
  std::vector<std::string> flavour_flags(Flavour flavour) const;
  std::vector<std::string> language_flags(const Part& part, const Program& program, Flavour flavour) const;
  std::string key_of(const std::vector<std::string>& flags) const;
  // What checked programs include in place of headers of the same name: ours, and the standard library's.
  Path checked_include() const { return include_.parent_path() / "check" / "overlay"; }
  bool is_ours(const Path& header) const;

  Compiler compiler_;
  Path include_;
};

}  // namespace weft
