#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "files/source_file.h"

namespace weft {

namespace {

namespace fs = std::filesystem;

struct StartOptions {
  std::string id;
  std::string folder = ".";
};

Status copy_starter(const Exercise& exercise, const fs::path& folder, const fs::path& file) {
  std::error_code problem;
  fs::create_directories(folder, problem);
  if (!fs::is_directory(folder)) return Error{folder.string() + " is no folder and cannot be made one"};
  if (fs::exists(file, problem))
    return Error{file.string() + " exists already: it is left as it is; name another folder"};
  const Result<std::string> starter = read_source(exercise.starter());
  if (!starter) return Error{starter.error()};
  return write_file(file, starter.value());
}

void start(Session& session, const StartOptions& options) {
  const Result<Catalog> catalog = session.catalog();
  if (!catalog) return session.complain(catalog.error());
  const Result<Exercise> exercise = catalog.value().find(options.id);
  if (!exercise) return session.complain(exercise.error());
  // Named after the exercise: that is how `weft check` knows what it answers.
  const fs::path file = fs::path(options.folder) / (exercise.value().name + ".cpp");
  if (Status copied = copy_starter(exercise.value(), options.folder, file); !copied)
    return session.complain(copied.error());
  const std::string name = display_path(file), id = exercise.value().id;
  if (session.json) {
    std::printf("%s\n", nlohmann::json({{"exercise", id}, {"file", file.string()}}).dump().c_str());
    return;
  }
  std::printf("%s is yours to edit.\n\n  weft show %s\n  weft check %s\n  weft grade %s %s\n", name.c_str(),
              id.c_str(), name.c_str(), id.c_str(), name.c_str());
}

}  // namespace

void add_start(CLI::App& app, Session& session) {
  CLI::App* command = app.add_subcommand("start", "Copy an exercise's starter, to work on it");
  auto options = std::make_shared<StartOptions>();
  command->add_option("id", options->id, "Exercise, by number or name")->required();
  command->add_option("folder", options->folder, "Where to put it (here)");
  add_json(*command, session);
  command->footer("Example: weft start 04 work");
  command->callback([&session, options] { start(session, *options); });
}

}  // namespace weft
