#include <cstdio>

#include "cli/commands.h"
#include "report/table.h"
#include "trace/json_fields.h"

namespace weft {

namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

void print_json(const std::vector<Exercise>& exercises) {
  Json all = Json::array();
  for (const Exercise& e : exercises)
    all.push_back({{"id", e.id},
                   {"name", e.name},
                   {"title", e.title},
                   {"unit", e.unit},
                   {"kinds", e.kinds},
                   {"concepts", e.concepts},
                   {"points", e.points}});
  std::printf("%s\n", dump(all).c_str());
}

void print_table(const std::vector<Exercise>& exercises) {
  Table table;
  table.add({{"id", Ink::dim},
             {"title", Ink::dim},
             {"what to do", Ink::dim},
             {"unit", Ink::dim},
             {"points", Ink::dim}});
  for (const Exercise& e : exercises) {
    char points[24];
    std::snprintf(points, sizeof points, "%g", e.points);
    table.add({{e.id, Ink::bold}, {e.title}, {joined(e.kinds)}, {e.unit}, {points}});
  }
  std::fputs(table.render("", colour_wanted()).c_str(), stdout);
}

void list(Session& session) {
  const Result<Catalog> catalog = session.catalog();
  if (!catalog) return session.complain(catalog.error());
  const Result<std::vector<Exercise>> exercises = catalog.value().all();
  if (!exercises) return session.complain(exercises.error());
  session.json ? print_json(exercises.value()) : print_table(exercises.value());
}

}  // namespace

void add_list(CLI::App& app, Session& session) {
  CLI::App* command = app.add_subcommand("list", "List the exercises");
  add_json(*command, session);
  command->footer("Example: weft list");
  command->callback([&session] { list(session); });
}

}  // namespace weft
