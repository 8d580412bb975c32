#include "grade/job.h"

#include <chrono>

#include "compile/elf_symbols.h"
#include "compile/object_names.h"
#include "compile/outcome_texts.h"
#include "files/source_file.h"

namespace weft {

namespace fs = std::filesystem;

namespace {

Flavour flavour_of(const RunRequest& request) {
  return request.mode == Mode::real ? Flavour::real : Flavour::checked;
}

std::string absolute_name(const fs::path& path) {
  std::error_code problem;
  const fs::path result = fs::weakly_canonical(path, problem);
  return problem ? path.string() : result.string();
}

// Name shown for a file that the compiler or a runner named by its path.
void rename(SourceLocation& where, const OwnFiles& own) {
  if (where.file.empty()) return;
  if (const auto found = own.find(absolute_name(where.file)); found != own.end()) where.file = found->second;
}

Status check_defined(const Job& job, const RunRequest& request, const ElfSymbols& symbols) {
  const bool whole = request.scenario == "main";
  if (symbols.defines_function(whole ? "main" : "weft_scenario_" + request.scenario)) return Unit{};
  if (whole)
    return Error{job.program.name +
                 " has no main(): give a whole program, or name the exercise that it answers " +
                 "with --exercise ID"};
  return Error{job.program.name + " has no scenario '" + request.scenario + "': is it a WEFT_SCENARIO?"};
}

void refuse(Outcome& outcome) {
  outcome.verdict = Verdict::compile_error;
  outcome.certainty = Certainty::shown;
  outcome.message = "it does not compile";
  for (const Diagnostic& diagnostic : outcome.diagnostics) {
    if (diagnostic.severity != "error") continue;
    outcome.message = diagnostic.message;
    break;
  }
}

}  // namespace

Result<Outcome> ProgramRuns::run(const std::vector<RunRequest>& requests) {
  Outcome outcome;
  outcome.program = job_.program.name;
  for (const RunRequest& request : requests) {
    const bool first = &request == &requests.front();
    if (!first && job_.goes_on && !job_.goes_on(outcome, request)) break;
    const Result<const Build*> build = build_for(flavour_of(request));
    if (!build) return Error{build.error()};
    if (first || !build.value()->module) outcome.diagnostics = build.value()->diagnostics;
    if (!build.value()->module) {
      refuse(outcome);
      return outcome;
    }
    Result<ScenarioOutcome> scenario = run_one(request, *build.value()->module);
    if (!scenario) return Error{scenario.error()};
    outcome.scenarios.push_back(std::move(scenario).value());
  }
  summarise(outcome);
  return outcome;
}

Result<const Build*> ProgramRuns::build_for(Flavour flavour) {
  const auto found = builds_.find(flavour);
  if (found != builds_.end()) return &found->second;
  Result<Build> build = workshop_.builder.build(job_.program, flavour, folder_.path());
  if (!build) return Error{build.error()};
  for (Diagnostic& diagnostic : build.value().diagnostics) rename(diagnostic.where, job_.own);
  return &builds_.emplace(flavour, std::move(build).value()).first->second;
}

Result<ScenarioOutcome> ProgramRuns::run_one(const RunRequest& request, const fs::path& module) const {
  const Result<ElfSymbols> symbols = ElfSymbols::read(module);
  if (!symbols) return Error{symbols.error()};
  if (Status defined = check_defined(job_, request, symbols.value()); !defined) return Error{defined.error()};
  Result<ScenarioOutcome> ran = run_scenario(workshop_.runners, module, request);
  if (!ran) return ran;
  ScenarioOutcome& scenario = ran.value();
  ObjectNames(module, symbols.value()).put_into(scenario);
  find_places(scenario, module, workshop_.builder.compiler(), job_.own);
  each_event(scenario, [&](Event& event) { rename(event.where, job_.own); });
  if (scenario.failure) complete(scenario.failure->schedule, request);
  return ran;
}

// What only we know: the program that the schedule is for.
void ProgramRuns::complete(Schedule& schedule, const RunRequest& request) const {
  schedule.program = job_.program.name;
  schedule.hash = job_.hash;
  schedule.scenario = request.scenario;
  schedule.granularity = request.granularity;
  schedule.sources.clear();
  for (const fs::path& source : job_.program.sources) schedule.sources.push_back(display_path(source));
  schedule.arguments = job_.program.compile_flags;
  schedule.arguments.insert(schedule.arguments.end(), job_.program.link_flags.begin(),
                            job_.program.link_flags.end());
  if (!job_.program.arguments.empty()) schedule.arguments.push_back("--");
  schedule.arguments.insert(schedule.arguments.end(), job_.program.arguments.begin(),
                            job_.program.arguments.end());
}

Result<Outcome> run_job(const Workshop& workshop, const Job& job) {
  const auto start = std::chrono::steady_clock::now();
  Result<TemporaryFolder> folder = TemporaryFolder::make();
  if (!folder) return Error{folder.error()};
  Result<Outcome> outcome = ProgramRuns(workshop, job, std::move(folder).value()).run(job.requests);
  if (outcome)
    outcome.value().seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return outcome;
}

std::vector<RunRequest> requests_of(const Exercise& exercise) {
  std::vector<RunRequest> requests;
  for (const ExerciseScenario& scenario : exercise.scenarios) {
    RunRequest request;
    request.mode = scenario.mode;
    request.scenario = scenario.name;
    request.repetitions = scenario.repetitions;
    request.budget.seconds = scenario.budget_seconds;
    request.budget.memory_bytes = exercise.limits.memory_bytes;
    request.budget.output_bytes = exercise.limits.output_bytes;
    requests.push_back(std::move(request));
  }
  return requests;
}

Program program_of(const Exercise& exercise, const fs::path& submission) {
  Program program;
  program.name = exercise.id;
  program.sources = {submission};
  program.scenarios = exercise.scenarios_file();
  return program;
}

OwnFiles own_files_of(const Program& program) {
  OwnFiles own;
  for (const fs::path& source : program.sources) own[absolute_name(source)] = display_path(source);
  for (const fs::path& header : program.headers) own[absolute_name(header)] = display_path(header);
  if (program.scenarios) own[absolute_name(*program.scenarios)] = display_path(*program.scenarios);
  return own;
}

bool while_accepted(const Outcome& outcome, const RunRequest&) {
  return outcome.scenarios.empty() || outcome.scenarios.back().verdict == Verdict::accepted ||
         outcome.scenarios.back().verdict == Verdict::inconclusive;
}

}  // namespace weft
