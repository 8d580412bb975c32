#include "cli/saved_schedule.h"

#include <algorithm>

#include "compile/cache.h"
#include "files/fingerprint.h"
#include "files/source_file.h"
#include "trace/codec.h"

namespace weft {

namespace fs = std::filesystem;

namespace {

// `path` as seen from `folder`: relative when it lies below, else absolute.
std::string seen_from(const fs::path& folder, const std::string& path) {
  std::error_code problem;
  const fs::path absolute = fs::weakly_canonical(path, problem);
  const fs::path relative = absolute.lexically_relative(fs::weakly_canonical(folder, problem));
  const bool below = !relative.empty() && *relative.begin() != "..";
  return below ? relative.string() : absolute.string();
}

fs::path folder_of(const fs::path& file) { return fs::absolute(file).parent_path(); }

bool is_include(const std::string& flag) { return flag.rfind("-I", 0) == 0 && flag.size() > 2; }

// Up to "--" the arguments are the compiler's.
std::vector<std::string>::const_iterator end_of_flags(const Schedule& schedule) {
  return std::find(schedule.arguments.begin(), schedule.arguments.end(), "--");
}

Schedule movable(Schedule schedule, const fs::path& file) {
  const fs::path folder = folder_of(file);
  for (std::string& source : schedule.sources) source = seen_from(folder, source);
  const auto flags = end_of_flags(schedule) - schedule.arguments.begin();
  for (auto flag = schedule.arguments.begin(); flag != schedule.arguments.begin() + flags; ++flag)
    if (is_include(*flag)) *flag = "-I" + seen_from(folder, flag->substr(2));
  return schedule;
}

fs::path cached_file(const Schedule& schedule) {
  const std::string steps = Fingerprint().add(schedule.hash).add(format_choices(schedule)).hex();
  const std::string program = fs::path(schedule.program).stem().string();
  return cache_entry("schedules", program + "-" + schedule.scenario + "-" + steps.substr(0, 8) + ".schedule");
}

// A file that the schedule names: from where the schedule lies, else from here.
std::string found_from(const fs::path& schedule_file, const std::string& name) {
  const fs::path beside = folder_of(schedule_file) / name;
  std::error_code problem;
  return fs::exists(beside, problem) ? beside.string() : name;
}

TargetOptions options_of(const Schedule& schedule, const fs::path& file,
                         const std::vector<std::string>& sources) {
  TargetOptions options;
  options.names = sources;
  if (sources.empty())
    for (const std::string& source : schedule.sources) options.names.push_back(found_from(file, source));
  for (auto flag = schedule.arguments.begin(); flag != end_of_flags(schedule); ++flag) {
    if (is_include(*flag)) options.includes.push_back(found_from(file, flag->substr(2)));
    if (flag->rfind("-D", 0) == 0) options.defines.push_back(flag->substr(2));
    if (flag->rfind("-l", 0) == 0) options.libraries.push_back(flag->substr(2));
    if (flag->rfind("-L", 0) == 0) options.library_folders.push_back(flag->substr(2));
    if (flag->rfind("-std=", 0) == 0) options.standard = flag->substr(5);
  }
  return options;
}

Result<Target> rebuilt(const Session& session, const Schedule& schedule, const TargetOptions& options) {
  if (schedule.scenario == "main") {
    const auto dashes = end_of_flags(schedule);
    const bool any = dashes != schedule.arguments.end();
    return program_target(
        session, options,
        any ? std::vector<std::string>(dashes + 1, schedule.arguments.end()) : std::vector<std::string>{});
  }
  const Result<Catalog> catalog = session.catalog();
  if (!catalog) return Error{catalog.error()};
  const Result<Exercise> exercise = catalog.value().find(schedule.program);
  if (!exercise) return Error{exercise.error()};
  return exercise_target(exercise.value(), options.names.front());
}

}  // namespace

const Schedule* failing_schedule(const Outcome& outcome) {
  for (const ScenarioOutcome& scenario : outcome.scenarios)
    if (scenario.failure && scenario.verdict != Verdict::accepted) return &scenario.failure->schedule;
  return nullptr;
}

Result<std::string> save_schedule(const Outcome& outcome, const fs::path& file) {
  const Schedule* schedule = failing_schedule(outcome);
  if (!schedule) return std::string();
  const fs::path path = file.empty() ? cached_file(*schedule) : file;
  if (Status written = write_schedule(*schedule, path); !written) return Error{written.error()};
  return "weft replay " + display_path(path);
}

Status write_schedule(const Schedule& schedule, const fs::path& file) {
  return write_file(file, encode_schedule(movable(schedule, file)) + "\n");
}

Result<Schedule> read_schedule(const fs::path& file) {
  const Result<std::string> text = read_file(file, kMaxScheduleBytes);
  if (!text) return Error{text.error()};
  Result<Schedule> schedule = parse_schedule(text.value());
  if (!schedule) return Error{file.string() + " is not a schedule that can be read: " + schedule.error()};
  return schedule;
}

Result<Target> target_of_schedule(const Session& session, const Schedule& schedule, const fs::path& file,
                                  const std::vector<std::string>& sources) {
  const TargetOptions options = options_of(schedule, file, sources);
  if (options.names.empty())
    return Error{file.string() + " names no source files; give them after the schedule"};
  Result<Target> target = rebuilt(session, schedule, options);
  if (!target) return target;
  if (target.value().hash != schedule.hash)
    return Error{file.string() +
                 " is the schedule of another program: sources, flags or scenarios differ from those " +
                 "it was made with; check again for a new one"};
  replay(target.value(), schedule);
  return target;
}

void replay(Target& target, const Schedule& schedule) {
  RunRequest request;
  for (const RunRequest& known : target.requests)
    if (known.scenario == schedule.scenario) request = known;
  request.scenario = schedule.scenario;
  request.strategy = StrategyKind::replay;
  request.granularity = schedule.granularity;
  // Plain accesses are choice points where the question is what a race leads to, not whether there is one.
  request.races_fail = schedule.granularity == Granularity::sync;
  request.schedule = schedule;
  target.requests = {std::move(request)};
}

}  // namespace weft
