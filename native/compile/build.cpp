#include "compile/build.h"

#include <unistd.h>

#include <algorithm>
#include <regex>
#include <set>
#include <string_view>

#include "compile/adjusted_headers.h"
#include "compile/cache.h"
#include "compile/diagnostics.h"
#include "files/fingerprint.h"
#include "files/source_file.h"
#include "launch/child.h"

namespace weft {

namespace fs = std::filesystem;

namespace {

// Headers that exercises use and that are slow to parse.
constexpr std::string_view kSlowHeaders[] = {"algorithm",
                                             "array",
                                             "atomic",
                                             "barrier",
                                             "chrono",
                                             "condition_variable",
                                             "deque",
                                             "functional",
                                             "future",
                                             "latch",
                                             "map",
                                             "memory",
                                             "mutex",
                                             "optional",
                                             "queue",
                                             "semaphore",
                                             "shared_mutex",
                                             "stop_token",
                                             "string",
                                             "thread",
                                             "unordered_map",
                                             "vector",
                                             "weft/exercise.h"};

constexpr std::string_view kStandard = "-std=c++20";

std::string prelude() {
  std::string text = "#pragma once\n";
  for (std::string_view header : kSlowHeaders) text += "#include <" + std::string(header) + ">\n";
  return text;
}

// A file that includes nothing slow compiles faster without the precompiled header.
bool includes_something_slow(const std::string& source) {
  return std::any_of(std::begin(kSlowHeaders), std::end(kSlowHeaders), [&](std::string_view header) {
    return source.find("<" + std::string(header) + ">") != std::string::npos;
  });
}

// Preprocessed ones too, as verification benchmarks come.
bool is_c(const fs::path& source) { return source.extension() == ".c" || source.extension() == ".i"; }

// Of verification benchmarks: functions that nobody comes between (core/check/interpose/atomic_functions).
bool has_atomic_functions(const std::string& source) {
  static const std::regex atomic_name("__VERIFIER_atomic_(?!begin\\b|end\\b)");
  return source.find("__VERIFIER_atomic_") != std::string::npos && std::regex_search(source, atomic_name);
}

// The last -std= of the flags.
std::string standard_of(const std::vector<std::string>& flags) {
  std::string standard(kStandard);
  for (const std::string& flag : flags)
    if (flag.rfind("-std=", 0) == 0) standard = flag;
  return standard;
}

bool only_standard(const std::vector<std::string>& flags) {
  return std::all_of(flags.begin(), flags.end(),
                     [](const std::string& f) { return f.rfind("-std=", 0) == 0; });
}

Result<ChildEnd> run_tool(std::vector<std::string> argv) {
  ChildRequest request{.argv = std::move(argv), .input = {}, .limits = {}};
  request.limits.wall_seconds = 60;
  request.limits.cpu_seconds = 60;
  request.limits.address_space_bytes = 8ull << 30;
  request.limits.file_bytes = 1u << 30;
  request.limits.output_bytes = 8u << 20;
  return run_child(request);
}

// Never fails silently: a tool that failed leaves at least one error.
void note_failure(const ChildEnd& end, const std::string& what, Build& build) {
  if (end.succeeded() || has_error(build.diagnostics)) return;
  std::string why =
      end.out_of_time || end.signal ? " did not finish: it ran out of time or memory" : " failed";
  const std::string first = end.errors.substr(0, end.errors.find('\n'));
  build.diagnostics.push_back({"error", {}, what + why + (first.empty() ? "" : ": " + first)});
}

void append(std::vector<Diagnostic>& all, std::vector<Diagnostic> more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

fs::path draft_of(const fs::path& path) { return path.string() + "." + std::to_string(getpid()) + ".tmp"; }

Status publish(const fs::path& draft, const fs::path& path) {
  std::error_code problem;
  fs::rename(draft, path, problem);
  if (problem) return Error{"cannot write " + path.string() + ": " + problem.message()};
  return Unit{};
}

// The headers a source includes that are not the system's, in the order of the compiler's answer; none when
// it has no answer, since then the program does not compile either. Format: a rule of make, "\\ " for a
// blank.
std::vector<fs::path> headers_in(const std::string& rule, const fs::path& source) {
  std::vector<fs::path> headers;
  std::string name;
  for (std::size_t i = rule.find(": ") + 1; i <= rule.size(); ++i) {
    const char c = i < rule.size() ? rule[i] : ' ';
    if (c == '\\' && i + 1 < rule.size()) {
      if (rule[++i] != '\n') name += rule[i];
    } else if (c != ' ' && c != '\n') {
      name += c;
    } else if (!name.empty()) {
      if (fs::path(name) != source) headers.emplace_back(name);
      name.clear();
    }
  }
  return headers;
}

// Preprocessing takes as long as half a check: it is left out where it cannot find anything.
bool may_include_own_headers(const fs::path& source, const std::vector<std::string>& flags) {
  const Result<std::string> text = read_source(source);
  const bool folders =
      std::any_of(flags.begin(), flags.end(), [](const std::string& f) { return f.rfind("-I", 0) == 0; });
  static const std::regex quoted("#[ \t]*include[ \t]*(\"|[A-Z_])");
  return folders || (text && std::regex_search(text.value(), quoted));
}

}  // namespace

Result<std::string> hash_of(const Program& program) {
  Fingerprint fingerprint;
  std::vector<fs::path> files = program.sources;
  if (program.scenarios) files.push_back(*program.scenarios);
  for (const fs::path& file : files) {
    Result<std::string> content = read_source(file);
    if (!content) return Error{content.error()};
    fingerprint.add(content.value());
  }
  for (const fs::path& header : program.headers) {
    const Result<std::string> content = read_source(header);  // which may be empty
    fingerprint.add(content ? content.value() : "");
  }
  for (const std::string& flag : program.compile_flags)
    if (flag.rfind("-I", 0) != 0) fingerprint.add(flag);
  for (const std::string& argument : program.arguments) fingerprint.add(argument);
  return fingerprint.hex();
}

std::string Builder::key_of(const std::vector<std::string>& flags) const {
  Fingerprint fingerprint;
  fingerprint.add(compiler_.identity).add(include_.string()).add(prelude());
  if (const Result<std::string> api = read_source(include_ / "weft" / "exercise.h"))
    fingerprint.add(api.value());
  for (const std::string& flag : flags) fingerprint.add(flag);
  return fingerprint.hex();
}

std::vector<std::string> Builder::flavour_flags(Flavour flavour) const {
  std::vector<std::string> flags = compiler_.flags(flavour);
  if (flavour == Flavour::checked) {
    flags.push_back("-I" + checked_include().string());
    if (const auto adjusted = adjusted_headers(compiler_))
      flags.insert(flags.end(), {"-isystem", adjusted->string()});
  }
  return flags;
}

std::vector<std::string> Builder::language_flags(const Part& part, const Program& program,
                                                 Flavour flavour) const {
  std::vector<std::string> flags = flavour_flags(flavour);
  const std::string standard =
      standard_of(part.own_flags ? program.compile_flags : std::vector<std::string>{});
  const bool standard_is_c = standard.find("++") == std::string::npos;
  if (is_c(part.source)) {
    flags.insert(flags.end(), {"-x", "c"});
    if (standard_is_c) flags.push_back(standard);
  } else {
    flags.push_back(standard_is_c ? std::string(kStandard) : standard);
  }
  if (part.own_flags) {
    flags.push_back("-Wall");
    for (const std::string& flag : program.compile_flags)
      if (flag.rfind("-std=", 0) != 0) flags.push_back(flag);
  }
  flags.push_back("-I" + include_.string());
  return flags;
}

bool Builder::is_ours(const fs::path& header) const {
  const auto in = [&](const fs::path& folder) { return header.string().rfind(folder.string(), 0) == 0; };
  return in(include_) || in(checked_include());
}

std::vector<fs::path> Builder::local_headers(const Program& program) const {
  std::set<fs::path> headers;
  for (const fs::path& source : program.sources) {
    if (!may_include_own_headers(source, program.compile_flags)) continue;
    std::vector<std::string> argv = {compiler_.path.string()};
    const std::vector<std::string> flags = language_flags({source, {}, true}, program, Flavour::checked);
    argv.insert(argv.end(), flags.begin(), flags.end());
    argv.insert(argv.end(), {"-MM", source.string()});
    const Result<ChildEnd> end = run_tool(argv);
    if (!end || !end.value().succeeded()) continue;
    for (const fs::path& header : headers_in(end.value().output, source))
      if (!is_ours(header)) headers.insert(header);
  }
  return {headers.begin(), headers.end()};
}

// One precompiled header per compiler, flavour and standard. None when it cannot be made: then compile
// without.
std::optional<fs::path> Builder::precompiled_header(Flavour flavour, const std::string& standard) const {
  if (!compiler_.is_clang) return std::nullopt;
  std::vector<std::string> flags = flavour_flags(flavour);
  flags.insert(flags.end(), {standard, "-I" + include_.string()});
  const fs::path header = cache_entry("headers", key_of(flags) + ".pch");
  if (fs::exists(header)) return header;
  return make_precompiled_header(header, flags) ? std::optional<fs::path>(header) : std::nullopt;
}

Status Builder::make_precompiled_header(const fs::path& header, const std::vector<std::string>& flags) const {
  // The header's source must stay where it is as long as the precompiled one is used.
  const fs::path source = header.string() + ".h", draft = draft_of(header);
  if (Status written = write_file(source, prelude()); !written) return written;
  std::vector<std::string> argv = {compiler_.path.string()};
  argv.insert(argv.end(), flags.begin(), flags.end());
  argv.insert(argv.end(),
              {"-x", "c++-header", source.string(), "-o", draft.string(), "-Xclang", "-fno-pch-timestamp"});
  const Result<ChildEnd> end = run_tool(argv);
  if (!end || !end.value().succeeded()) {
    std::error_code ignored;
    fs::remove(draft, ignored);
    return Error{"the precompiled header could not be made"};
  }
  return publish(draft, header);
}

// Compiles with the precompiled header. False: it did not work that way.
bool Builder::compile_quickly(std::vector<std::string> argv, Flavour flavour, const std::string& standard,
                              Build& build) const {
  const std::optional<fs::path> header = precompiled_header(flavour, standard);
  if (!header) return false;
  argv.insert(argv.end(), {"-include-pch", header->string()});
  const Result<ChildEnd> end = run_tool(argv);
  if (!end || !end.value().succeeded()) return false;
  append(build.diagnostics, parse_compiler_output(end.value().errors));
  return true;
}

// Errors may come from the precompiled header itself (an updated system, a name of the student's that it
// declares): what counts is what the compiler says without it.
Status Builder::compile(const Part& part, const Program& program, Flavour flavour, Build& build) const {
  const Result<std::string> source = read_source(part.source);
  if (!source) return Error{source.error()};
  std::vector<std::string> argv = {compiler_.path.string()};
  const std::vector<std::string> flags = language_flags(part, program, flavour);
  argv.insert(argv.end(), flags.begin(), flags.end());
  argv.insert(argv.end(), {"-c", part.source.string(), "-o", part.object.string()});
  if (flavour == Flavour::checked && has_atomic_functions(source.value()))
    argv.push_back("-finstrument-functions");

  const bool plain = !part.own_flags || only_standard(program.compile_flags);
  const std::string standard = part.own_flags ? standard_of(program.compile_flags) : std::string(kStandard);
  if (plain && !is_c(part.source) && includes_something_slow(source.value()) &&
      compile_quickly(argv, flavour, standard, build))
    return Unit{};
  const Result<ChildEnd> end = run_tool(argv);
  if (!end) return Error{end.error()};
  append(build.diagnostics, parse_compiler_output(end.value().errors));
  note_failure(end.value(), "compiling " + part.source.filename().string(), build);
  return Unit{};
}

// The object of the exercise's scenarios, which change rarely, comes from the cache.
Result<fs::path> Builder::scenarios_object(const Program& program, Flavour flavour, Build& build) const {
  const Result<std::string> source = read_source(*program.scenarios);
  if (!source) return Error{source.error()};
  const Part as_is{*program.scenarios, {}, false};
  std::vector<std::string> key = language_flags(as_is, program, flavour);
  key.insert(key.end(), {source.value(), program.scenarios->string()});
  const fs::path object = cache_entry("objects", key_of(key) + ".o");
  if (fs::exists(object)) return object;
  const Part part{*program.scenarios, draft_of(object), false};
  if (Status done = compile(part, program, flavour, build); !done) return Error{done.error()};
  if (has_error(build.diagnostics)) return object;
  if (Status done = publish(part.object, object); !done) return Error{done.error()};
  return object;
}

Status Builder::compile_all(const Program& program, Flavour flavour, const fs::path& folder, Build& build,
                            std::vector<fs::path>& objects) const {
  for (std::size_t i = 0; i < program.sources.size(); ++i) {
    const std::string name = std::to_string(i) + "." + std::string(to_string(flavour)) + ".o";
    const Part part{program.sources[i], folder / name, true};
    if (Status done = compile(part, program, flavour, build); !done) return done;
    objects.push_back(part.object);
  }
  if (!program.scenarios || has_error(build.diagnostics)) return Unit{};
  const Result<fs::path> object = scenarios_object(program, flavour, build);
  if (!object) return Error{object.error()};
  objects.push_back(object.value());
  return Unit{};
}

Status Builder::link(const Program& program, Flavour flavour, const std::vector<fs::path>& objects,
                     const fs::path& module, Build& build) const {
  std::vector<std::string> argv = {compiler_.path.string()};
  const std::vector<std::string> flags = compiler_.link_flags(flavour);
  argv.insert(argv.end(), flags.begin(), flags.end());
  for (const fs::path& object : objects) argv.push_back(object.string());
  argv.insert(argv.end(), {"-o", module.string()});
  argv.insert(argv.end(), program.link_flags.begin(), program.link_flags.end());
  const Result<ChildEnd> end = run_tool(argv);
  if (!end) return Error{end.error()};
  append(build.diagnostics, parse_linker_output(end.value().errors, flavour == Flavour::real));
  note_failure(end.value(), "linking", build);
  return Unit{};
}

Result<Build> Builder::build(const Program& program, Flavour flavour, const fs::path& folder) const {
  Build build;
  std::vector<fs::path> objects;
  if (Status done = compile_all(program, flavour, folder, build, objects); !done) return Error{done.error()};
  if (has_error(build.diagnostics)) return build;
  const fs::path module = folder / ("module." + std::string(to_string(flavour)) + ".so");
  if (Status done = link(program, flavour, objects, module, build); !done) return Error{done.error()};
  if (!has_error(build.diagnostics)) build.module = module;
  return build;
}

}  // namespace weft
