#include "cli/stepper.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <iostream>

#include "cli/saved_schedule.h"
#include "cli/step_view.h"
#include "files/source_file.h"
#include "report/table.h"

namespace weft {

namespace {

constexpr const char* kHelp =
    "Enter takes the step marked *, a number lets that thread go on (0 is main), 1x3 thread 1 three times,\n"
    "1+ thread 1 up to its next line; b goes back, q quits, ? shows this.\n";

class Stepper {
 public:
  Stepper(Session& session, const Walk& walk, ProgramRuns runs)
      : session_(session), walk_(walk), runs_(std::move(runs)) {
    options_.colour = colour_wanted();
    options_.source = source_lines(walk.target.own);
  }

  void walk() {
    std::fputs(kHelp, stdout);
    if (!go({})) return;
    show(0);
    while (!finished()) {
      const std::optional<std::string> answer = ask();
      if (!answer || *answer == "q")
        return session_.complain("stopped before the end: no schedule was saved", kInconclusive);
      if (!take(*answer)) return;
    }
    finish();
  }

 private:
  // Runs the program along `steps`; false: that was not possible, and was said.
  bool go(const std::vector<Step>& steps) {
    RunRequest request = walk_.target.requests.front();
    request.strategy = StrategyKind::choose;
    request.schedule.emplace().steps = steps;
    request.schedule->scenario = request.scenario;
    Result<Outcome> outcome = runs_.run({request});
    if (!outcome) {
      session_.complain(outcome.error());
      return false;
    }
    if (outcome.value().scenarios.empty() || !outcome.value().scenarios.front().failure) {
      session_.report(outcome.value(), walk_.target.own, "");
      return false;
    }
    at_ = std::move(outcome.value().scenarios.front());
    steps_ = at_.failure->schedule.steps;
    if (steps_.size() < steps.size()) say(at_.message);
    return true;
  }

  bool ended() const { return at_.choices.empty(); }
  bool failed() const { return exit_code_of(at_.verdict) == kFailed; }
  bool reached_goal() const { return walk_.goal ? at_.verdict == *walk_.goal : failed(); }
  bool finished() const { return ended() && (!walk_.must_fail || reached_goal()); }

  static void say(const std::string& line) { std::printf("%s\n", clean_text(line).c_str()); }

  void show(std::uint64_t since) const {
    std::fputs(events_text(*at_.failure, since, options_).c_str(), stdout);
    const std::string values = values_text(*at_.failure);
    if (!values.empty()) say("Now " + values + ".");
    if (!ended()) {
      say("Choice " + std::to_string(steps_.size() + 1) + ":");
      std::fputs(choices_text(at_, preferred(), options_).c_str(), stdout);
      return;
    }
    say(std::string(to_string(at_.verdict)) + ": " + at_.message);
    if (!finished())
      say("That is not " + std::string(walk_.goal ? to_string(*walk_.goal) : "a failure") +
          ": b goes back, q quits.");
  }

  // Nothing at the end of the input.
  static std::optional<std::string> ask() {
    std::fputs("> ", stdout);
    std::fflush(stdout);
    std::string line;
    const bool any = static_cast<bool>(std::getline(std::cin, line));
    if (!isatty(STDIN_FILENO)) say(line);  // so that what was printed reads like a dialogue
    if (!any) return std::nullopt;
    const std::size_t start = line.find_first_not_of(" \t\r");
    if (start == std::string::npos) return "";
    return line.substr(start, line.find_last_not_of(" \t\r") - start + 1);
  }

  // False: the program cannot be walked through any further.
  bool take(const std::string& answer) {
    if (answer == "?") {
      std::fputs(kHelp, stdout);
      return true;
    }
    if (answer == "b") return go_back();
    if (ended()) {
      say("The program has ended: b goes back, q quits.");
      return true;
    }
    const std::uint64_t since = at_.statistics.steps;
    const std::size_t before = steps_.size();
    if (!follow(answer)) return false;
    if (steps_.size() == before) return true;  // why was said
    answers_.push_back(before);
    show(since);
    return true;
  }

  bool follow(const std::string& answer) {
    if (answer.empty()) return go_on(preferred());
    const bool to_next_line = answer.back() == '+';
    const Result<std::vector<Step>> chosen = parse_steps(answer.substr(0, answer.size() - to_next_line));
    if (!chosen || chosen.value().empty() || (to_next_line && chosen.value().size() != 1)) {
      say("'" + shorten(answer, 20) + "' is no answer: type 1, 1x3, 1+, b, q or ? for help");
      return true;
    }
    if (to_next_line) return go_to_next_line(chosen.value().front());
    std::vector<Step> steps = steps_;
    steps.insert(steps.end(), chosen.value().begin(), chosen.value().end());
    return go(steps);
  }

  bool go_on(const Step& step) {
    std::vector<Step> steps = steps_;
    steps.push_back(step);
    return go(steps);
  }

  // A thread may make many steps inside the library, at no line of the person's own.
  bool go_to_next_line(const Step& step) {
    const Choice* now = find(step);
    const SourceLocation from = now ? now->event.where : SourceLocation();
    std::size_t before = 0;
    do {
      before = steps_.size();
      if (!go_on(step)) return false;
      now = find(step);
    } while (steps_.size() > before && now && (!now->event.where || same_line(now->event.where, from)));
    return true;
  }

  static bool same_line(const SourceLocation& a, const SourceLocation& b) {
    return a.file == b.file && a.line == b.line;
  }

  bool go_back() {
    if (answers_.empty()) {
      say("This is the start.");
      return true;
    }
    steps_.resize(answers_.back());
    answers_.pop_back();
    if (!go(steps_)) return false;
    show(at_.statistics.steps);
    return true;
  }

  const Choice* find(const Step& step) const {
    const auto found = std::find_if(at_.choices.begin(), at_.choices.end(), [&](const Choice& choice) {
      return Step{choice.agent, choice.variant, choice.way} == step;
    });
    return found == at_.choices.end() ? nullptr : &*found;
  }

  // What Enter takes: the saved step, else a thread that preempts nobody.
  Step preferred() const {
    const bool kept =
        steps_.size() < walk_.saved.size() && std::equal(steps_.begin(), steps_.end(), walk_.saved.begin());
    if (kept && find(walk_.saved[steps_.size()])) return walk_.saved[steps_.size()];
    for (const Choice& choice : at_.choices)
      if (!choice.preempts && choice.variant == Variant::normal) return {choice.agent, choice.variant};
    return {at_.choices.front().agent, at_.choices.front().variant};
  }

  void finish() {
    session_.exit_code = walk_.must_fail ? kAccepted : exit_code_of(at_.verdict);
    if (walk_.file.empty()) return;
    say("Schedule: " + format_steps(steps_));
    if (Status written = write_schedule(at_.failure->schedule, walk_.file); !written)
      return session_.complain(written.error());
    say("Saved as " + display_path(walk_.file) + ". " + walk_.next);
  }

  Session& session_;
  const Walk& walk_;
  ProgramRuns runs_;
  StoryOptions options_;
  ScenarioOutcome at_;                // where the program stands
  std::vector<Step> steps_;           // how it got there
  std::vector<std::size_t> answers_;  // how many steps there were before each
};

}  // namespace

void step_through(Session& session, const Workshop& workshop, const Walk& walk) {
  Result<TemporaryFolder> folder = TemporaryFolder::make();
  if (!folder) return session.complain(folder.error());
  const Job job = job_of(walk.target);
  Stepper(session, walk, ProgramRuns(workshop, job, std::move(folder).value())).walk();
}

}  // namespace weft
