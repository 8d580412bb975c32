// weft: checks threaded C++ programs and grades exercises. See `weft --help`.
#include <cstring>
#include <optional>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "files/temporary_folder.h"

namespace {

// Compilers take -std=c++17 with one dash; our option parser would read letters.
std::string compiler_style(const std::string& argument) {
  if (argument.rfind("-std=", 0) == 0) return "-" + argument;
  return argument;
}

// Cuts what follows "--": it goes to the program that is checked.
std::vector<std::string> split_arguments(int argc, char** argv, weft::Session& session) {
  std::vector<std::string> ours;
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--") == 0) {
      session.program_arguments.assign(argv + i + 1, argv + argc);
      break;
    }
    if (std::strcmp(argv[i], "-pthread") != 0) ours.push_back(compiler_style(argv[i]));  // always on
  }
  return {ours.rbegin(), ours.rend()};  // as CLI11 wants them
}

void add_everything(CLI::App& app, weft::Session& session) {
  app.require_subcommand(1);
  app.fallthrough();
  app.set_version_flag("--version", std::string("weft ") + WEFT_VERSION);
  app.add_option("--exercises", session.exercises_folder, "Folder of exercises (or WEFT_EXERCISES)");
  app.add_option("--compiler", session.compiler, "C++ compiler to use, e.g. clang++-19");
  app.footer(std::string("Example: weft check bank.cpp\n\n") + weft::kExitCodesHelp);
  weft::add_list(app, session);
  weft::add_show(app, session);
  weft::add_start(app, session);
  weft::add_run(app, session);
  weft::add_check(app, session);
  weft::add_replay(app, session);
  weft::add_break(app, session);
  weft::add_grade(app, session);
  weft::add_author(app, session);
  weft::add_doctor(app, session);
}

// A first word that is no subcommand; CLI11 would only say that one is missing.
std::optional<std::string> unknown_command(const CLI::App& app, const std::vector<std::string>& reversed) {
  if (reversed.empty() || reversed.back().front() == '-') return std::nullopt;
  for (const CLI::App* command : app.get_subcommands({}))
    if (command->get_name() == reversed.back()) return std::nullopt;
  return reversed.back();
}

void parse(CLI::App& app, int argc, char** argv, weft::Session& session) {
  std::vector<std::string> arguments = split_arguments(argc, argv, session);
  if (const auto word = unknown_command(app, arguments))
    return session.complain("there is no command '" + *word + "'; weft --help lists them", weft::kUsage);
  try {
    app.parse(arguments);
  } catch (const CLI::ParseError& problem) {
    if (problem.get_exit_code() == 0)
      session.exit_code = app.exit(problem);  // --help, --version
    else
      session.complain(std::string(problem.what()) + " (weft --help tells more)", weft::kUsage);
  }
}

}  // namespace

int main(int argc, char** argv) {
  weft::TemporaryFolder::remove_all_when_told_to_end();
  weft::Session session;
  CLI::App app("Runs threaded C++ programs in every interleaving, and grades exercises.", "weft");
  add_everything(app, session);
  parse(app, argc, argv, session);
  return session.exit_code;
}
