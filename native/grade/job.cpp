#include "grade/job.h"

#include <chrono>
#include <map>

#include "compile/elf_symbols.h"
#include "files/source_file.h"
#include "files/temporary_folder.h"

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

// The runners know where variables lie, we know what they are called.
void name_variables(ScenarioOutcome& scenario, const ElfSymbols& symbols) {
  const auto name = [&](std::string& text) { text = symbols.with_names(text); };
  name(scenario.message);
  for (Observation& bar : scenario.histogram)
    if (bar.failed) name(bar.value);
  if (!scenario.failure) return;
  for (AgentInfo& agent : scenario.failure->agents) {
    name(agent.waits_on);
    for (std::string& held : agent.holds) name(held);
  }
  for (WaitEdge& edge : scenario.failure->waits) name(edge.name);
  for (Event& event : scenario.failure->events) {
    name(event.name);
    if (event.op != Op::note) name(event.text);
  }
}

class Running {
 public:
  Running(const Workshop& workshop, const Job& job, fs::path folder)
      : workshop_(workshop), job_(job), folder_(std::move(folder)) {
    outcome_.program = job.program.name;
  }

  Result<Outcome> run() {
    for (const RunRequest& request : job_.requests) {
      const bool first = &request == &job_.requests.front();
      if (!first && job_.goes_on && !job_.goes_on(outcome_, request)) break;
      const Result<const Build*> build = build_for(flavour_of(request));
      if (!build) return Error{build.error()};
      if (!build.value()->module) return refused();
      if (Status ran = run_one(request, *build.value()->module); !ran) return Error{ran.error()};
    }
    summarise(outcome_);
    return std::move(outcome_);
  }

 private:
  // Each flavour is built when it is first needed.
  Result<const Build*> build_for(Flavour flavour) {
    const auto found = builds_.find(flavour);
    if (found != builds_.end()) return &found->second;
    Result<Build> build = workshop_.builder.build(job_.program, flavour, folder_);
    if (!build) return Error{build.error()};
    for (Diagnostic& diagnostic : build.value().diagnostics) rename(diagnostic.where, job_.own);
    if (builds_.empty() || !build.value().module) outcome_.diagnostics = build.value().diagnostics;
    return &builds_.emplace(flavour, std::move(build).value()).first->second;
  }

  Outcome refused() {
    outcome_.verdict = Verdict::compile_error;
    outcome_.certainty = Certainty::shown;
    outcome_.message = "it does not compile";
    for (const Diagnostic& diagnostic : outcome_.diagnostics) {
      if (diagnostic.severity != "error") continue;
      outcome_.message = diagnostic.message;
      break;
    }
    return std::move(outcome_);
  }

  Status check_defined(const RunRequest& request, const ElfSymbols& symbols) const {
    const bool whole = request.scenario == "main";
    if (symbols.defines_function(whole ? "main" : "weft_scenario_" + request.scenario)) return Unit{};
    if (whole)
      return Error{job_.program.name +
                   " has no main(): give a whole program, or name the exercise that it answers " +
                   "with --exercise ID"};
    return Error{job_.program.name + " has no scenario '" + request.scenario + "': is it a WEFT_SCENARIO?"};
  }

  Status run_one(const RunRequest& request, const fs::path& module) {
    const Result<ElfSymbols> symbols = ElfSymbols::read(module);
    if (!symbols) return Error{symbols.error()};
    if (Status defined = check_defined(request, symbols.value()); !defined) return defined;
    Result<ScenarioOutcome> ran = run_scenario(workshop_.runners, module, request);
    if (!ran) return Error{ran.error()};
    name_variables(ran.value(), symbols.value());
    if (ran.value().failure) complete(*ran.value().failure, request, module);
    outcome_.scenarios.push_back(std::move(ran).value());
    return Unit{};
  }

  // What only we know: places, and the program that the schedule is for.
  void complete(Failure& failure, const RunRequest& request, const fs::path& module) {
    find_places(failure, module, workshop_.builder.compiler(), job_.own);
    for (Event& event : failure.events) rename(event.where, job_.own);
    Schedule& schedule = failure.schedule;
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

  const Workshop& workshop_;
  const Job& job_;
  fs::path folder_;
  std::map<Flavour, Build> builds_;
  Outcome outcome_;
};

}  // namespace

Result<Outcome> run_job(const Workshop& workshop, const Job& job) {
  const auto start = std::chrono::steady_clock::now();
  Result<TemporaryFolder> folder = TemporaryFolder::make();
  if (!folder) return Error{folder.error()};
  Result<Outcome> outcome = Running(workshop, job, folder.value().path()).run();
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
  if (program.scenarios) own[absolute_name(*program.scenarios)] = display_path(*program.scenarios);
  return own;
}

bool while_accepted(const Outcome& outcome, const RunRequest&) {
  return outcome.scenarios.empty() || outcome.scenarios.back().verdict == Verdict::accepted ||
         outcome.scenarios.back().verdict == Verdict::inconclusive;
}

}  // namespace weft
