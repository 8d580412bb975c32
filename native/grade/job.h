// Builds a program and runs scenarios of it, one after the other, into one Outcome.
// Threads: call from one thread; starts compilers and runners.
// Errors:  Error for trouble that is no verdict: a missing runner, a scenario that the program does not have.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "compile/build.h"
#include "compile/symbolize.h"
#include "exercises/exercise.h"
#include "files/temporary_folder.h"
#include "launch/runner.h"
#include "run/request.h"
#include "trace/outcome.h"

namespace weft {

struct Job {
  Program program;
  std::vector<RunRequest> requests;
  OwnFiles own;      // files that stories may show
  std::string hash;  // of the program
  // Asked before each request but the first: whether to go on, given the outcome so far.
  std::function<bool(const Outcome&, const RunRequest&)> goes_on;
};

// Tools that jobs share.
struct Workshop {
  Builder builder;
  Runners runners;
};

Result<Outcome> run_job(const Workshop& workshop, const Job& job);

// One program that is run again and again: each flavour is built when it is first needed, once.
// Lifetime: the workshop and the job must outlive it.
class ProgramRuns {
 public:
  ProgramRuns(const Workshop& workshop, const Job& job, TemporaryFolder folder)
      : workshop_(workshop), job_(job), folder_(std::move(folder)) {}

  Result<Outcome> run(const std::vector<RunRequest>& requests);

 private:
  Result<const Build*> build_for(Flavour flavour);
  Result<ScenarioOutcome> run_one(const RunRequest& request, const std::filesystem::path& module) const;
  void complete(Schedule& schedule, const RunRequest& request) const;

  const Workshop& workshop_;
  const Job& job_;
  TemporaryFolder folder_;
  std::map<Flavour, Build> builds_;
};

// The requests that an exercise's scenarios stand for, in order.
std::vector<RunRequest> requests_of(const Exercise& exercise);

// The program of a submission (or the starter) of an exercise, and the files its stories may show.
Program program_of(const Exercise& exercise, const std::filesystem::path& submission);
OwnFiles own_files_of(const Program& program);

// Stops at the first scenario that is not accepted.
bool while_accepted(const Outcome& outcome, const RunRequest& next);

}  // namespace weft
