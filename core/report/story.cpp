#include "report/story.h"

#include <algorithm>
#include <cstdio>

#include "report/failure_story.h"
#include "report/phrase.h"
#include "report/table.h"

namespace weft {

namespace {

constexpr std::size_t kOutputLines = 10;
constexpr std::size_t kHistogramRows = 12;
constexpr std::size_t kBarWidth = 30;

Ink ink_of(Verdict verdict) {
  if (verdict == Verdict::accepted) return Ink::good;
  if (verdict == Verdict::inconclusive || verdict == Verdict::internal_error) return Ink::doubt;
  return Ink::bad;
}

std::string number(double value, const char* format) {
  char text[40];
  std::snprintf(text, sizeof text, format, value);
  return text;
}

std::string counted(std::uint64_t count, const std::string& noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

std::string search_size(const Statistics& s) {
  const std::string excluded =
      s.excluded == 0 ? "" : ", " + std::to_string(s.excluded) + " more excluded by what the program assumes";
  return counted(s.executions, "execution") + excluded + ", " + counted(s.steps, "step") + ", " +
         number(s.seconds, "%.2f s");
}

std::string headline(Verdict verdict, const std::string& message, const StoryOptions& options) {
  std::string text = paint(to_string(verdict), ink_of(verdict), options.colour);
  if (!message.empty()) text += ": " + clean_text(message);
  return text + "\n";
}

// One failure that was searched for is told by its story.
bool only_the_failure(const ScenarioOutcome& scenario) {
  return scenario.mode == Mode::checked && scenario.histogram.size() == 1 &&
         scenario.histogram.front().failed;
}

std::string histogram_part(const ScenarioOutcome& scenario, const StoryOptions& options) {
  if (only_the_failure(scenario)) return "";
  std::uint64_t most = 1;
  for (const Observation& bar : scenario.histogram) most = std::max(most, bar.count);
  Table table;
  for (std::size_t i = 0; i < scenario.histogram.size() && i < kHistogramRows; ++i) {
    const Observation& bar = scenario.histogram[i];
    const auto length = std::max<std::uint64_t>(1, bar.count * kBarWidth / most);
    const std::string each = bar.seconds > 0 ? number(bar.seconds / bar.count * 1e6, "%.0f us each") : "";
    table.add({{shorten(clean_text(bar.value), 60), bar.failed ? Ink::bad : Ink::plain},
               {std::to_string(bar.count), Ink::bold},
               {std::string(length, '#'), bar.failed ? Ink::bad : Ink::good},
               {each, Ink::dim}});
  }
  if (table.empty()) return "";
  std::string text = "\nObserved:\n" + table.render("  ", options.colour);
  if (scenario.histogram.size() > kHistogramRows)
    text += "  ... and " + counted(scenario.histogram.size() - kHistogramRows, "other value") + "\n";
  return text;
}

std::string output_part(const ScenarioOutcome& scenario, const StoryOptions& options) {
  const std::string output = clean_text(scenario.output);
  if (output.empty()) return "";
  std::string text = "\nOutput:\n";
  std::size_t start = 0;
  for (std::size_t line = 0; start < output.size() && line < kOutputLines; ++line) {
    const std::size_t end = std::min(output.find('\n', start), output.size());
    text += paint("  | ", Ink::dim, options.colour) + shorten(output.substr(start, end - start), 100) + "\n";
    start = end + 1;
  }
  if (start < output.size()) text += paint("  | ...", Ink::dim, options.colour) + "\n";
  return text;
}

std::string unmodelled_part(const ScenarioOutcome& scenario) {
  if (scenario.unmodelled.empty()) return "";
  std::string text = "\nRan for real, unseen by the checker: ";
  for (std::size_t i = 0; i < scenario.unmodelled.size(); ++i)
    text += (i ? ", " : "") + clean_text(scenario.unmodelled[i]);
  return text + "\n";
}

std::string diagnostics_part(const Outcome& outcome, const StoryOptions& options) {
  std::string text;
  for (const Diagnostic& d : outcome.diagnostics) {
    const Ink ink = d.severity == "error" ? Ink::bad : d.severity == "warning" ? Ink::doubt : Ink::dim;
    std::string at;
    if (d.where) at = place(d.where) + ":" + std::to_string(d.where.column) + ": ";
    text +=
        "  " + clean_text(at) + paint(d.severity, ink, options.colour) + ": " + clean_text(d.message) + "\n";
    const auto line = d.where && options.source ? options.source(d.where.file, d.where.line) : std::nullopt;
    if (line) text += paint("      | ", Ink::dim, options.colour) + shorten(clean_text(*line), 100) + "\n";
  }
  return text.empty() ? "" : "\n" + text;
}

std::string stages_part(const Outcome& outcome, const StoryOptions& options) {
  if (outcome.stages.empty()) return "";
  Table table;
  for (const Stage& stage : outcome.stages) {
    const Ink ink = stage.passed ? Ink::good : stage.reached ? Ink::bad : Ink::dim;
    table.add({{stage.passed    ? "ok"
                : stage.reached ? "FAIL"
                                : "-",
                ink},
               {stage.name, stage.reached ? Ink::plain : Ink::dim},
               {number(stage.points, "%g") + " / " + number(stage.max_points, "%g"), Ink::plain},
               {clean_text(stage.message), Ink::dim}});
  }
  return "\nStages:\n" + table.render("  ", options.colour) + "  score " + number(outcome.score, "%g") +
         " / " + number(outcome.max_score, "%g") + "\n";
}

bool failed(const ScenarioOutcome& scenario) { return scenario.verdict != Verdict::accepted; }

// How sure, in a few words.
std::string brief(const ScenarioOutcome& scenario) {
  const std::string runs =
      counted(scenario.statistics.executions, scenario.mode == Mode::real ? "run" : "execution");
  return std::string(to_string(scenario.certainty)) + ", " + runs + ", " +
         number(scenario.statistics.seconds, "%.2f s");
}

// Every scenario in a line of its own, when there are several.
std::string scenario_list(const Outcome& outcome, const StoryOptions& options) {
  if (outcome.scenarios.size() < 2) return "";
  Table table;
  for (const ScenarioOutcome& scenario : outcome.scenarios)
    table.add(
        {{clean_text(scenario.name), Ink::bold},
         {std::string(to_string(scenario.mode)), Ink::dim},
         {std::string(to_string(scenario.verdict)), ink_of(scenario.verdict)},
         {shorten(failed(scenario) ? clean_text(scenario.message) : brief(scenario), 110), Ink::plain}});
  return "\nScenarios:\n" + table.render("  ", options.colour);
}

std::string bounds_of(const ScenarioOutcome& scenario) {
  return scenario.bounds.empty() ? "" : "; bounds: " + clean_text(scenario.bounds);
}

std::string tested_sentence(const ScenarioOutcome& scenario) {
  const Statistics& s = scenario.statistics;
  if (scenario.mode == Mode::real)
    return "Tested: " + counted(s.executions, "run") + " on real threads without a failure, " +
           number(s.seconds, "%.2f s") + "; other interleavings may exist.";
  return "Tested: no failure seen, but there are executions that were not tried (" + search_size(s) +
         bounds_of(scenario) + ").";
}

}  // namespace

std::string certainty_sentence(const ScenarioOutcome& scenario) {
  const std::string size = search_size(scenario.statistics) + bounds_of(scenario);
  switch (scenario.certainty) {
    case Certainty::verified:
      return "Verified: every execution was explored (" + size + ").";
    case Certainty::tested:
      return tested_sentence(scenario);
    case Certainty::inconclusive:
      return "Inconclusive: stopped early, a failure may still exist (" + size + ").";
    case Certainty::shown:
      break;
  }
  if (scenario.statistics.executions == 0) return "Shown.";
  return scenario.mode == Mode::real
             ? "Shown: " + counted(scenario.statistics.executions, "run") + " on real threads."
             : "Shown: found after " + search_size(scenario.statistics) + ".";
}

std::string tell_scenario(const ScenarioOutcome& scenario, const StoryOptions& options) {
  std::string text;
  if (scenario.failure) text += failure_story(*scenario.failure, options);
  return text + histogram_part(scenario, options) + output_part(scenario, options) +
         unmodelled_part(scenario) + "\n" + certainty_sentence(scenario) + "\n";
}

std::string tell(const Outcome& outcome, const StoryOptions& options) {
  std::string text = headline(outcome.verdict, outcome.message, options) +
                     diagnostics_part(outcome, options) + stages_part(outcome, options) +
                     scenario_list(outcome, options);
  const bool several = outcome.scenarios.size() > 1;
  bool told_one = false;
  for (const ScenarioOutcome& scenario : outcome.scenarios) {
    const bool tells = !several || (failed(scenario) && (options.every_scenario || !told_one));
    if (!tells) continue;
    if (several)
      text += "\n" + paint("Scenario " + clean_text(scenario.name), Ink::bold, options.colour) + "\n";
    text += tell_scenario(scenario, options);
    told_one = true;
  }
  return text;
}

}  // namespace weft
