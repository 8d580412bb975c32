#include "cli/budget_option.h"

#include <CLI/CLI.hpp>
#include <charconv>
#include <map>

namespace weft {
namespace {

constexpr const char* kAllowed = "a budget is a time such as 10s, 500ms, 2m or 1h, or a number of executions";

std::optional<std::uint64_t> whole_number(const std::string& text) {
  std::uint64_t number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc() || end != text.data() + text.size() || number == 0) return std::nullopt;
  return number;
}

std::optional<double> seconds_in(const std::string& text) {
  static const std::map<std::string, double> kUnits{{"ms", 0.001}, {"s", 1}, {"m", 60}, {"h", 3600}};
  double number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  const auto unit = kUnits.find(std::string(end, text.data() + text.size()));
  if (problem != std::errc() || unit == kUnits.end() || !(number > 0) || number > 1e6) return std::nullopt;
  return number * unit->second;
}

}  // namespace

Result<Budget> parse_budget(const std::string& text, Budget budget) {
  if (const auto executions = whole_number(text)) {
    budget.executions = *executions;
    budget.seconds = 0;
    return budget;
  }
  const auto seconds = seconds_in(text);
  if (!seconds) return Error{kAllowed};
  budget.seconds = *seconds;
  budget.executions = 0;
  return budget;
}

CLI::Option* add_budget(CLI::App& command, std::string& text) {
  return command
      .add_option("--budget", text,
                  "Stop each scenario after this time (10s, 2m) or so many executions (5000)")
      ->check([](const std::string& value) {
        const Result<Budget> budget = parse_budget(value, {});
        return budget ? std::string() : budget.error();
      });
}

}  // namespace weft
