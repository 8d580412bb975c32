#include "check/oracle/behaviour.h"

#include <algorithm>

namespace weft::oracle {
namespace {

std::string text_of(const OperationId& id) {
  return std::to_string(id.thread) + "." + std::to_string(id.index);
}

std::string text_of(const std::vector<OperationId>& ids) {
  std::string text;
  for (const OperationId& id : ids) text += " " + text_of(id);
  return text;
}

std::string text_of(std::vector<Read> reads) {
  std::sort(reads.begin(), reads.end());
  std::string text;
  for (const auto& [read, write] : reads)
    text += " " + text_of(read) + "<" + (write ? text_of(*write) : "init");
  return text;
}

void append_part(std::string& text, std::string_view name, const std::string& part) {
  if (part.empty()) return;
  text += text.empty() ? "" : " | ";
  text.append(name).append(part);
}

bool names_location(const Program& program, int location) {
  for (const Thread& thread : program.threads)
    for (const Operation& operation : thread)
      if (accesses_location(operation.kind) && operation.place == location) return true;
  return false;
}

}  // namespace

std::string to_text(const ExecutionClass& execution) {
  std::string text;
  append_part(text, "rf", text_of(execution.reads_from));
  for (int i = 0; i < kLocations; ++i)
    append_part(text, kLocationNames.substr(i, 1), text_of(execution.modifications[i]));
  for (int i = 0; i < kMutexes; ++i)
    append_part(text, kMutexNames.substr(i, 1), text_of(execution.acquisitions[i]));
  append_part(text, "stuck", text_of(execution.stuck));
  return text;
}

FinalState initial_state(const Program& program) {
  FinalState state;
  for (const Thread& thread : program.threads) state.registers.emplace_back(registers_of(thread), 0);
  return state;
}

std::string to_text(const Program& program, const FinalState& state) {
  std::string text;
  for (std::size_t thread = 0; thread < state.registers.size(); ++thread)
    for (std::size_t reg = 0; reg < state.registers[thread].size(); ++reg)
      text += std::to_string(thread) + ":r" + std::to_string(reg) + "=" +
              std::to_string(state.registers[thread][reg]) + " ";
  for (int i = 0; i < kLocations; ++i)
    if (names_location(program, i))
      text += std::string(1, kLocationNames[i]) + "=" + std::to_string(state.memory[i]) + " ";
  if (!text.empty()) text.pop_back();
  return text;
}

std::int64_t value_of(const Term& term, const std::vector<std::int64_t>& registers) {
  return term.constant + (term.reg == kNoRegister ? 0 : registers[term.reg]);
}

bool holds(const Guard& guard, const std::vector<std::int64_t>& registers) {
  return guard.reg == kNoRegister || registers[guard.reg] == guard.equals;
}

}  // namespace weft::oracle
