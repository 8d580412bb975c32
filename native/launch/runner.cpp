#include "launch/runner.h"

#include <signal.h>
#include <unistd.h>

#include <cmath>
#include <cstdio>
#include <cstring>

#include "launch/child.h"
#include "trace/codec.h"

namespace weft {

namespace fs = std::filesystem;

namespace {

// The runner keeps its own budget; these seconds are for loading, minimising and replaying on a busy machine.
constexpr double kGraceSeconds = 10;
constexpr int kBadArguments = 64;  // the runners' exit status for a request they do not understand
constexpr int kNoModule = 70;      // the checked runner's for a module that it cannot load

ChildRequest child_request(const fs::path& runner, const fs::path& module, const RunRequest& request) {
  ChildRequest child;
  child.argv = {runner.string(), fs::absolute(module).string(), "-", std::to_string(ChildRequest::kResultFd)};
  child.input = encode_request(request);
  child.wants_result = true;
  const double budget = request.budget.seconds > 0 ? request.budget.seconds : 3600;
  const bool real = request.mode == Mode::real;
  // A real run may start its last repetition at the end of the budget, and that one may take the budget
  // again.
  child.limits.wall_seconds = (real ? 2 * budget : budget) + kGraceSeconds;
  if (!real) child.limits.cpu_seconds = budget + kGraceSeconds;
  child.limits.output_bytes = request.budget.output_bytes + 65536;  // the runner's own remarks come on top
  child.limits.file_bytes = std::max<std::uint64_t>(64u << 20, request.budget.output_bytes + 1);
  return child;
}

std::string seconds_text(double seconds) {
  char text[32];
  std::snprintf(text, sizeof text, "%g s", std::round(seconds * 10) / 10);
  return text;
}

// Whether the runner stopped at one of our own checks (contract/check.cpp).
bool is_our_own_bug(const ChildEnd& end) {
  return end.errors.find("weft: internal error: ") != std::string::npos;
}

std::string last_line(const std::string& text) {
  const std::size_t end = text.find_last_not_of('\n');
  if (end == std::string::npos) return "";
  const std::size_t start = text.rfind('\n', end);
  return text.substr(start + 1, end - start);
}

void judge_death(const ChildEnd& end, const RunRequest& request, ScenarioOutcome& outcome) {
  const auto verdict = [&](Verdict verdict, std::string message) {
    outcome.verdict = verdict;
    outcome.message = std::move(message);
  };
  if (end.too_much_output) {
    verdict(Verdict::output_limit,
            "the program printed more than " + std::to_string(request.budget.output_bytes) + " bytes");
  } else if (end.out_of_time || end.signal == SIGXCPU) {
    verdict(Verdict::time_limit, "the program did not end within " + seconds_text(end.seconds));
  } else if (end.too_much_result || is_our_own_bug(end) || end.exit_code == kBadArguments) {
    verdict(Verdict::internal_error, "this is a bug of Weft's, not yours: " + last_line(end.errors));
  } else if (end.signal == SIGXFSZ) {
    verdict(Verdict::output_limit, "the program printed or wrote too much");
  } else if (end.signal != 0) {
    verdict(Verdict::crash,
            std::string(strsignal(end.signal)) + " (signal " + std::to_string(end.signal) + ")");
  } else if (end.exit_code == kNoModule || end.exit_code == 127) {
    verdict(Verdict::compile_error, last_line(end.errors));
  } else {
    verdict(Verdict::crash, "ended the process itself: exit(" + std::to_string(end.exit_code) + ")");
  }
  outcome.certainty = Certainty::shown;
  outcome.output = end.output + end.errors;
}

}  // namespace

Runners find_runners() {
  std::error_code problem;
  const fs::path folder = fs::read_symlink("/proc/self/exe", problem).parent_path();
  return {folder / "weft-runner-checked", folder / "weft-runner-real"};
}

Result<ScenarioOutcome> run_scenario(const Runners& runners, const fs::path& module,
                                     const RunRequest& request) {
  const fs::path& runner = request.mode == Mode::real ? runners.real : runners.checked;
  if (access(runner.c_str(), X_OK) != 0)
    return Error{runner.string() + " is missing: build it with cmake --build build, or run tools/play"};
  Result<ChildEnd> ran = run_child(child_request(runner, module, request));
  if (!ran) return Error{ran.error()};
  const ChildEnd& end = ran.value();
  if (end.succeeded()) {
    Result<ScenarioOutcome> outcome = parse_scenario(end.result);
    if (outcome) {
      if (outcome.value().output.empty()) outcome.value().output = end.output + end.errors;
      return outcome;
    }
  }
  ScenarioOutcome outcome;
  outcome.name = request.scenario;
  outcome.mode = request.mode;
  outcome.statistics.seconds = end.seconds;
  judge_death(end, request, outcome);
  return outcome;
}

}  // namespace weft
