#include "trace/schedule.h"

#include <charconv>

namespace weft {

namespace {

constexpr std::size_t kMaxSteps = 10'000'000;  // a repeat count in a file must not exhaust our memory

std::string word_of(const Step& step) {
  std::string word = std::to_string(step.agent.value);
  if (step.variant == Variant::timeout) word += 't';
  if (step.variant == Variant::spurious) word += 's';
  if (step.way > 0) word += ':' + std::to_string(step.way);
  return word;
}

// In the order of their declaration; `none` has no letter.
constexpr std::string_view kDetails = " rwc";

std::string word_of(const GraphStep& step) {
  std::string word = std::to_string(step.agent.value);
  if (step.detail != GraphStep::Detail::none)
    word += kDetails[static_cast<std::size_t>(step.detail)] + std::to_string(step.number);
  return word;
}

template <class AnyStep>
std::string format(const std::vector<AnyStep>& steps) {
  std::string text;
  for (std::size_t i = 0; i < steps.size();) {
    std::size_t end = i + 1;
    while (end < steps.size() && steps[end] == steps[i]) ++end;
    text += (text.empty() ? "" : " ") + word_of(steps[i]);
    if (end - i > 1) text += 'x' + std::to_string(end - i);
    i = end;
  }
  return text;
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

// What comes between the agent and the repeat count.
bool take_detail(std::string_view& word, Step& step) {
  if (take(word, 't'))
    step.variant = Variant::timeout;
  else if (take(word, 's'))
    step.variant = Variant::spurious;
  return !take(word, ':') || take_number(word, step.way);
}

bool take_detail(std::string_view& word, GraphStep& step) {
  const std::size_t letter = word.empty() ? std::string_view::npos : kDetails.find(word.front(), 1);
  if (letter == std::string_view::npos) return true;
  word.remove_prefix(1);
  step.detail = static_cast<GraphStep::Detail>(letter);
  return take_number(word, step.number) && step.number > 0;
}

// One word: AGENT, its detail, then "xCOUNT".
template <class AnyStep>
bool parse_run(std::string_view word, AnyStep& step, std::uint32_t& count) {
  if (!take_number(word, step.agent.value) || !step.agent || !take_detail(word, step)) return false;
  count = 1;
  if (take(word, 'x') && (!take_number(word, count) || count == 0)) return false;
  return word.empty();
}

template <class AnyStep>
Result<std::vector<AnyStep>> parse(std::string_view text, const std::string& examples) {
  std::vector<AnyStep> steps;
  while (true) {
    const std::size_t start = text.find_first_not_of(" \t\r\n");
    if (start == std::string_view::npos) return steps;
    text.remove_prefix(start);
    const std::string_view word = text.substr(0, text.find_first_of(" \t\r\n"));
    AnyStep step;
    std::uint32_t count = 0;
    if (!parse_run(word, step, count))
      return Error{"'" + std::string(word.substr(0, 20)) + "' is not a step such as " + examples};
    if (count > kMaxSteps - steps.size()) return Error{"more than " + std::to_string(kMaxSteps) + " steps"};
    steps.insert(steps.end(), count, step);
    text.remove_prefix(word.size());
  }
}

}  // namespace

std::string format_steps(const std::vector<Step>& steps) { return format(steps); }
std::string format_graph(const std::vector<GraphStep>& steps) { return format(steps); }

Result<std::vector<Step>> parse_steps(std::string_view text) { return parse<Step>(text, "1, 0x3, 2t or 1s"); }

Result<std::vector<GraphStep>> parse_graph(std::string_view text) {
  return parse<GraphStep>(text, "1, 0x3, 2r1, 1w2 or 1c1");
}

std::string format_choices(const Schedule& schedule) {
  return schedule.graph.empty() ? format_steps(schedule.steps) : format_graph(schedule.graph);
}

}  // namespace weft
