#include "trace/schedule.h"

#include <charconv>

namespace weft {

namespace {

constexpr std::size_t kMaxSteps = 10'000'000;  // a repeat count in a file must not exhaust our memory

void append_run(std::string& text, const Step& step, std::size_t count) {
  if (!text.empty()) text += ' ';
  text += std::to_string(step.agent.value);
  if (step.variant == Variant::timeout) text += 't';
  if (step.variant == Variant::spurious) text += 's';
  if (step.way > 0) text += ':' + std::to_string(step.way);
  if (count > 1) text += 'x' + std::to_string(count);
}

// Takes a number off the front of `text`.
bool take_number(std::string_view& text, std::uint32_t& number) {
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc()) return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return true;
}

bool take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

// One word: AGENT, then "t" or "s", then ":WAY", then "xCOUNT".
bool parse_run(std::string_view word, Step& step, std::uint32_t& count) {
  if (!take_number(word, step.agent.value) || !step.agent) return false;
  if (take(word, 't'))
    step.variant = Variant::timeout;
  else if (take(word, 's'))
    step.variant = Variant::spurious;
  if (take(word, ':') && !take_number(word, step.way)) return false;
  count = 1;
  if (take(word, 'x') && (!take_number(word, count) || count == 0)) return false;
  return word.empty();
}

}  // namespace

std::string format_steps(const std::vector<Step>& steps) {
  std::string text;
  for (std::size_t i = 0; i < steps.size();) {
    std::size_t end = i + 1;
    while (end < steps.size() && steps[end] == steps[i]) ++end;
    append_run(text, steps[i], end - i);
    i = end;
  }
  return text;
}

Result<std::vector<Step>> parse_steps(std::string_view text) {
  std::vector<Step> steps;
  while (true) {
    const std::size_t start = text.find_first_not_of(" \t\r\n");
    if (start == std::string_view::npos) return steps;
    text.remove_prefix(start);
    const std::string_view word = text.substr(0, text.find_first_of(" \t\r\n"));
    Step step;
    std::uint32_t count = 0;
    if (!parse_run(word, step, count))
      return Error{"'" + std::string(word.substr(0, 20)) + "' is not a step such as 1, 0x3, 2t or 1s"};
    if (count > kMaxSteps - steps.size()) return Error{"more than " + std::to_string(kMaxSteps) + " steps"};
    steps.insert(steps.end(), count, step);
    text.remove_prefix(word.size());
  }
}

}  // namespace weft
