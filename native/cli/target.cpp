#include "cli/target.h"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "files/source_file.h"

namespace weft {

namespace fs = std::filesystem;

namespace {

// Words without dots and slashes name exercises, unless there is such a file.
bool looks_like_an_exercise(const std::string& name) {
  std::error_code problem;
  return name.find_first_of("./") == std::string::npos && !fs::is_regular_file(name, problem);
}

bool has_main(const std::string& source) {
  for (std::size_t at = source.find("main"); at != std::string::npos; at = source.find("main", at + 1)) {
    const bool starts =
        at == 0 || !(std::isalnum(static_cast<unsigned char>(source[at - 1])) || source[at - 1] == '_');
    const std::size_t next = source.find_first_not_of(" \t", at + 4);
    if (starts && next != std::string::npos && source[next] == '(') return true;
  }
  return false;
}

// The exercise that a lone file answers: the one in whose folder it lies, or whose name it bears (`weft
// start` makes such copies) when it is no program of its own.
Result<std::optional<Exercise>> exercise_answered_by(const Session& session, const std::string& file) {
  const Result<std::string> source = read_source(file);
  if (!source) return Error{source.error()};
  const Result<Catalog> catalog = session.catalog();
  if (!catalog || has_main(source.value())) return std::optional<Exercise>();
  std::optional<fs::path> folder = catalog.value().exercise_of(file);
  if (folder && fs::path(file).filename() == "scenarios.cpp") folder.reset();
  const std::string stem = fs::path(file).stem().string();
  if (!folder && !catalog.value().has(stem)) return std::optional<Exercise>();
  Result<Exercise> exercise = folder ? load_exercise(*folder) : catalog.value().find(stem);
  if (!exercise) return Error{exercise.error()};
  return std::optional<Exercise>(std::move(exercise).value());
}

Status keep_scenario(Target& target, const std::string& wanted) {
  if (wanted.empty()) return Unit{};
  std::string known;
  for (const RunRequest& request : target.requests) known += (known.empty() ? "" : ", ") + request.scenario;
  std::erase_if(target.requests, [&](const RunRequest& request) { return request.scenario != wanted; });
  if (!target.requests.empty()) return Unit{};
  if (target.exercise) return Error{"there is no scenario '" + wanted + "'; there are " + known};
  target.requests.emplace_back().scenario = wanted;
  return Unit{};
}

Result<Target> target_of_names(const Session& session, const TargetOptions& options) {
  const bool lone = options.names.size() == 1;
  if (!options.exercise.empty() || (lone && looks_like_an_exercise(options.names.front()))) {
    const Result<Catalog> catalog = session.catalog();
    if (!catalog) return Error{catalog.error()};
    const bool by_option = !options.exercise.empty();
    const Result<Exercise> exercise =
        catalog.value().find(by_option ? options.exercise : options.names.front());
    if (!exercise) return Error{exercise.error()};
    return exercise_target(exercise.value(),
                           by_option && lone ? fs::path(options.names.front()) : exercise.value().starter());
  }
  if (lone) {
    const Result<std::optional<Exercise>> exercise = exercise_answered_by(session, options.names.front());
    if (!exercise) return Error{exercise.error()};
    if (exercise.value()) return exercise_target(*exercise.value(), options.names.front());
  }
  return program_target(session, options, session.program_arguments);
}

// A file by another name would be taken for something to link.
bool is_source(const std::string& name) {
  constexpr std::string_view kEndings[] = {".c", ".i", ".cc", ".cpp", ".cxx", ".c++", ".C", ".ii"};
  return std::find(std::begin(kEndings), std::end(kEndings), fs::path(name).extension().string()) !=
         std::end(kEndings);
}

void append_flags(std::vector<std::string>& flags, const char* prefix,
                  const std::vector<std::string>& values) {
  for (const std::string& value : values) flags.push_back(prefix + value);
}

Result<Target> with_hash(Target target) {
  Result<std::string> hash = hash_of(target.program);
  if (!hash) return Error{hash.error()};
  target.hash = std::move(hash).value();
  target.own = own_files_of(target.program);
  return target;
}

}  // namespace

void add_target_options(CLI::App& command, TargetOptions& options) {
  command.add_option("what", options.names, "Source files of one program, or an exercise id")->required();
  command.add_option("--exercise", options.exercise, "Check the file as an answer to this exercise");
  command.add_option("--scenario", options.scenario, "Only this scenario");
  command.add_option("-I", options.includes, "Folder to include from")->allow_extra_args(false);
  command.add_option("-D", options.defines, "Macro, NAME or NAME=VALUE")->allow_extra_args(false);
  command.add_option("-l", options.libraries, "Library to link")->allow_extra_args(false);
  command.add_option("-L", options.library_folders, "Folder of libraries")->allow_extra_args(false);
  command.add_option("--std", options.standard, "Language standard, as -std=c++17 (default c++20)");
}

Result<Target> exercise_target(const Exercise& exercise, const fs::path& submission) {
  Target target;
  target.program = program_of(exercise, submission);
  target.exercise = exercise;
  target.requests = requests_of(exercise);
  return with_hash(std::move(target));
}

Result<Target> program_target(const Session& session, const TargetOptions& options,
                              const std::vector<std::string>& arguments) {
  Target target;
  Program& program = target.program;
  for (const std::string& name : options.names) {
    if (!is_source(name))
      return Error{name + " does not end as C or C++ sources do: .c, .i, .cpp, .cc, .cxx"};
    program.sources.emplace_back(name);
  }
  program.name = display_path(options.names.front());
  if (!options.standard.empty()) program.compile_flags.push_back("-std=" + options.standard);
  append_flags(program.compile_flags, "-I", options.includes);
  append_flags(program.compile_flags, "-D", options.defines);
  append_flags(program.link_flags, "-L", options.library_folders);
  append_flags(program.link_flags, "-l", options.libraries);
  program.arguments = arguments;
  if (const Result<Compiler> compiler = find_compiler(session.compiler))
    program.headers = Builder(compiler.value(), include_folder()).local_headers(program);
  RunRequest request;
  request.arguments = arguments;
  target.requests.push_back(std::move(request));
  return with_hash(std::move(target));
}

Result<Target> find_target(const Session& session, const TargetOptions& options) {
  Result<Target> target = target_of_names(session, options);
  if (!target) return target;
  if (Status kept = keep_scenario(target.value(), options.scenario); !kept) return Error{kept.error()};
  return target;
}

Job job_of(const Target& target) {
  return {.program = target.program,
          .requests = target.requests,
          .own = target.own,
          .hash = target.hash,
          .goes_on = while_accepted};
}

}  // namespace weft
