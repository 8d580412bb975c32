#include <cstdio>
#include <memory>

#include "cli/commands.h"
#include "files/source_file.h"
#include "report/table.h"
#include "trace/json_fields.h"

namespace weft {

namespace {

struct ShowOptions {
  std::string id;
  int hints = 0;
};

void print_json(const Exercise& e, const std::string& statement) {
  Json scenarios = Json::array();
  for (const ExerciseScenario& s : e.scenarios)
    if (s.visible)
      scenarios.push_back(
          {{"name", s.name}, {"title", s.title}, {"mode", to_string(s.mode)}, {"stages", s.stages}});
  const Json json = {{"id", e.id},
                     {"name", e.name},
                     {"title", e.title},
                     {"kinds", e.kinds},
                     {"unit", e.unit},
                     {"concepts", e.concepts},
                     {"points", e.points},
                     {"hints", e.hints},
                     {"scenarios", scenarios},
                     {"statement", statement}};
  std::printf("%s\n", dump(json).c_str());
}

void print_text(const Exercise& e, const std::string& statement, int hints) {
  std::printf("%s\n", statement.c_str());
  Table table;
  for (const ExerciseScenario& s : e.scenarios)
    if (s.visible) table.add({{s.name, Ink::bold}, {std::string(to_string(s.mode)), Ink::dim}, {s.title}});
  std::printf("Scenarios:\n%s", table.render("  ", colour_wanted()).c_str());
  for (int i = 0; i < hints && i < static_cast<int>(e.hints.size()); ++i)
    std::printf("\nHint %d: %s\n", i + 1, e.hints[static_cast<std::size_t>(i)].c_str());
  if (hints < static_cast<int>(e.hints.size()))
    std::printf("\n%zu hints: weft show %s --hints %d\n", e.hints.size(), e.id.c_str(), hints + 1);
}

void show(Session& session, const ShowOptions& options) {
  const Result<Catalog> catalog = session.catalog();
  if (!catalog) return session.complain(catalog.error());
  const Result<Exercise> exercise = catalog.value().find(options.id);
  if (!exercise) return session.complain(exercise.error());
  const Result<std::string> statement = read_source(exercise.value().statement());
  if (!statement) return session.complain(statement.error());
  if (session.json)
    print_json(exercise.value(), statement.value());
  else
    print_text(exercise.value(), statement.value(), options.hints);
}

}  // namespace

void add_show(CLI::App& app, Session& session) {
  CLI::App* command = app.add_subcommand("show", "Show an exercise: statement, scenarios, hints");
  auto options = std::make_shared<ShowOptions>();
  command->add_option("id", options->id, "Exercise, by number or name")->required();
  command->add_option("--hints", options->hints, "How many hints to show (0)")->check(CLI::Range(0, 100));
  add_json(*command, session);
  command->footer("Example: weft show 04 --hints 1");
  command->callback([&session, options] { show(session, *options); });
}

}  // namespace weft
