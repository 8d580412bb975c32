#include "compile/object_names.h"

#include <charconv>

namespace weft {

void ObjectNames::put_into(ScenarioOutcome& scenario) {
  put_into(scenario.message);
  for (Observation& bar : scenario.histogram)
    if (bar.failed) put_into(bar.value);
  if (scenario.failure) put_into(*scenario.failure);
}

void ObjectNames::put_into(Failure& failure) {
  for (AgentInfo& agent : failure.agents) {
    put_into(agent.waits_on);
    for (std::string& held : agent.holds) put_into(held);
  }
  for (WaitEdge& edge : failure.waits) put_into(edge.name);
  for (Event& event : failure.events) {
    put_into(event.name);
    if (event.op != Op::note) put_into(event.text);
  }
}

void ObjectNames::put_into(std::string& text) {
  std::string named;
  std::size_t done = 0;
  for (std::size_t at = text.find('@'); at != std::string::npos; at = text.find('@', done)) {
    std::uint64_t offset = 0;
    const char* const digits = text.data() + at + 1;
    const auto [end, problem] = std::from_chars(digits, text.data() + text.size(), offset, 16);
    const std::optional<std::string> name = problem == std::errc() ? variable_at(offset) : std::nullopt;
    const std::size_t next = name ? static_cast<std::size_t>(end - text.data()) : at + 1;
    named += text.substr(done, at - done) + (name ? *name : "@");
    done = next;
  }
  text = named + text.substr(done);
}

std::optional<std::string> ObjectNames::variable_at(std::uint64_t offset) {
  if (!debug_) debug_.emplace(module_);
  if (std::optional<std::string> name = debug_->variable_at(offset)) return name;
  const ElfSymbols::Variable* symbol = symbols_.variable_at(offset);
  if (symbol == nullptr) return std::nullopt;
  // Debug information leaves out the size of some classes of libraries, but not where such a variable begins.
  if (std::optional<std::string> name = debug_->variable_at(symbol->offset)) return name;
  const std::uint64_t inside = offset - symbol->offset;
  return inside == 0 ? symbol->name : symbol->name + "+" + std::to_string(inside);
}

}  // namespace weft
