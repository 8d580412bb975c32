#include "exercises/exercise.h"

#include <algorithm>
#include <set>

#include "exercises/toml_reader.h"
#include "files/source_file.h"

namespace weft {

namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t kMaxTomlBytes = 256u << 10;
constexpr double kMaxSeconds = 600;

const std::set<std::string> kKinds = {"break", "predict", "fix", "implement", "tune", "measure"};

bool is_stage(const std::string& name) {
  return std::any_of(std::begin(kStageNames), std::end(kStageNames),
                     [&](const char* s) { return name == s; });
}

bool is_identifier(const std::string& text) {
  const auto fits = [](char c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  };
  return !text.empty() && std::all_of(text.begin(), text.end(), fits);
}

Mode read_mode(TomlReader& reader) {
  const std::string word = reader.text("mode");
  if (word != "checked" && word != "real")
    reader.complain(reader.node("mode"), "'mode' must be \"checked\" or \"real\"");
  return word == "real" ? Mode::real : Mode::checked;
}

ExerciseScenario read_scenario(const toml::table& table, double seconds, std::string& error) {
  TomlReader reader(table, "[[scenarios]]", error);
  ExerciseScenario scenario;
  scenario.name = reader.text("name");
  if (!is_identifier(scenario.name))
    reader.complain(reader.node("name"), "'name' must be letters, digits and _");
  scenario.title = reader.text("title", false);
  scenario.mode = read_mode(reader);
  scenario.budget_seconds = reader.number("budget_seconds", seconds, 0.1, kMaxSeconds);
  scenario.repetitions = static_cast<std::uint64_t>(reader.number("repetitions", 100, 1, 1e6));
  scenario.visible = reader.flag("visible", true);
  scenario.stages = reader.texts("stages");
  for (const std::string& stage : scenario.stages)
    if (!is_stage(stage))
      reader.complain(reader.node("stages"), "'stages' has the unknown stage '" + stage + "'");
  if (scenario.stages.empty()) reader.complain(table, "'stages' must name at least one stage");
  reader.finish();
  return scenario;
}

ExerciseLimits read_limits(const toml::table* table, std::string& error) {
  ExerciseLimits limits;
  if (!table) return limits;
  TomlReader reader(*table, "[limits]", error);
  limits.seconds = reader.number("seconds", limits.seconds, 0.1, kMaxSeconds);
  limits.memory_bytes = static_cast<std::uint64_t>(reader.number("memory_mb", 256, 1, 65536)) << 20;
  limits.output_bytes = static_cast<std::uint64_t>(reader.number("output_kb", 64, 1, 65536)) << 10;
  reader.finish();
  return limits;
}

std::optional<BreakTask> read_break(const toml::table* table, const Exercise& exercise, std::string& error) {
  if (!table) return std::nullopt;
  TomlReader reader(*table, "[break]", error);
  BreakTask task;
  task.scenario = reader.text("scenario");
  if (!exercise.find_scenario(task.scenario))
    reader.complain(reader.node("scenario"), "there is no scenario '" + task.scenario + "'");
  const std::string word = reader.text("verdict");
  const std::optional<Verdict> verdict = parse_verdict(word);
  if (!verdict) reader.complain(reader.node("verdict"), "'" + word + "' is not a verdict");
  task.verdict = verdict.value_or(Verdict::wrong_result);
  reader.finish();
  return task;
}

void read_kinds(TomlReader& reader, Exercise& exercise) {
  exercise.kinds = reader.texts("kinds");
  for (const std::string& kind : exercise.kinds)
    if (!kKinds.count(kind))
      reader.complain(reader.node("kinds"), "'" + kind + "' is not a kind of exercise");
  if (exercise.kinds.empty()) reader.complain(reader.node("kinds"), "'kinds' must name at least one kind");
}

void read_scenarios(TomlReader& reader, Exercise& exercise, std::string& error) {
  std::set<std::string> names;
  for (const toml::table* table : reader.tables("scenarios")) {
    exercise.scenarios.push_back(read_scenario(*table, exercise.limits.seconds, error));
    if (!names.insert(exercise.scenarios.back().name).second)
      reader.complain(*table, "two scenarios are named '" + exercise.scenarios.back().name + "'");
  }
}

void read_description(const toml::table& table, Exercise& exercise, std::string& error) {
  TomlReader reader(table, "the exercise", error);
  exercise.id = reader.text("id");
  if (!is_identifier(exercise.id)) reader.complain(reader.node("id"), "'id' must be letters, digits and _");
  exercise.name = reader.text("name");
  if (!is_identifier(exercise.name))
    reader.complain(reader.node("name"), "'name' must be letters, digits and _");
  exercise.title = reader.text("title");
  read_kinds(reader, exercise);
  exercise.unit = reader.text("unit");
  exercise.concepts = reader.texts("concepts");
  exercise.points = reader.number("points", std::nullopt, 0, 1000);
  exercise.hints = reader.texts("hints");
  exercise.limits = read_limits(reader.table("limits"), error);
  read_scenarios(reader, exercise, error);
  exercise.break_task = read_break(reader.table("break"), exercise, error);
  const bool breaks = std::count(exercise.kinds.begin(), exercise.kinds.end(), "break") > 0;
  if (breaks && !exercise.break_task) reader.complain(table, "kind \"break\" needs a [break] table");
  reader.finish();
}

Status read_submissions(Exercise& exercise) {
  std::error_code problem;
  const fs::path all = exercise.folder / "submissions";
  if (!fs::is_directory(all, problem)) return Error{all.string() + ": no such folder"};
  for (const auto& folder : fs::directory_iterator(all, problem)) {
    const std::string word = folder.path().filename().string();
    const std::optional<Verdict> verdict = parse_verdict(word);
    if (!verdict) return Error{folder.path().string() + ": '" + word + "' is not a verdict"};
    for (const auto& file : fs::directory_iterator(folder.path(), problem))
      if (file.path().extension() == ".cpp") exercise.submissions.push_back({*verdict, file.path()});
  }
  std::sort(exercise.submissions.begin(), exercise.submissions.end(),
            [](const Submission& a, const Submission& b) { return a.file < b.file; });
  return Unit{};
}

Status check_files(const Exercise& exercise) {
  for (const fs::path& file : {exercise.starter(), exercise.scenarios_file(), exercise.statement()})
    if (const Result<std::string> content = read_source(file); !content) return Error{content.error()};
  const std::string expected = exercise.id + "_" + exercise.name;
  if (exercise.folder.filename() != expected)
    return Error{exercise.folder.string() + ": the folder should be named " + expected +
                 ", after id and name"};
  return Unit{};
}

}  // namespace

const ExerciseScenario* Exercise::find_scenario(const std::string& wanted) const {
  for (const ExerciseScenario& scenario : scenarios)
    if (scenario.name == wanted) return &scenario;
  return nullptr;
}

Result<Exercise> load_exercise(const fs::path& folder) {
  const fs::path file = folder / "exercise.toml";
  const Result<std::string> text = read_file(file, kMaxTomlBytes);
  if (!text) return Error{text.error()};
  Exercise exercise;
  exercise.folder = folder;
  std::string error;
  try {
    read_description(toml::parse(text.value(), file.string()), exercise, error);
  } catch (const toml::parse_error& problem) {
    error = at_source(problem.source(), std::string(problem.description()));
  }
  if (!error.empty()) return Error{error};
  if (Status good = check_files(exercise); !good) return Error{good.error()};
  if (Status good = read_submissions(exercise); !good) return Error{good.error()};
  return exercise;
}

}  // namespace weft
