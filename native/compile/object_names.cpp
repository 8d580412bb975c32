#include "compile/object_names.h"

#include <algorithm>
#include <charconv>

#include "compile/outcome_texts.h"

namespace weft {

namespace {

// Reads a number and takes it away.
std::optional<std::uint64_t> take_number(std::string_view& text, int base) {
  std::uint64_t number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number, base);
  if (problem != std::errc()) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

}  // namespace

void ObjectNames::put_into(ScenarioOutcome& scenario) {
  each_text(scenario, [this](std::string& text) { put_into(text); });
}

void ObjectNames::put_into(std::string& text) {
  std::string named;
  std::string_view rest = text;
  for (std::size_t at = rest.find('@'); at != std::string_view::npos; at = rest.find('@')) {
    named += rest.substr(0, at);
    rest.remove_prefix(at + 1);
    named += take_name(rest).value_or("@");
  }
  text = named.append(rest);
}

std::optional<std::string> ObjectNames::take_name(std::string_view& place) {
  std::string_view rest = place;
  std::optional<std::string> name;
  if (rest.starts_with('['))
    name = take_local(rest);
  else if (const auto offset = take_number(rest, 16))
    name = variable_at(*offset);
  if (name) place = rest;
  return name;
}

std::optional<std::string> ObjectNames::take_local(std::string_view& place) {
  const std::size_t end = place.find(']');
  if (end == std::string_view::npos) return std::nullopt;
  std::string_view inside = place.substr(1, end - 1);
  place.remove_prefix(end + 1);
  const auto number = [&](int base) {
    const auto value = take_number(inside, base);
    inside.remove_prefix(std::min<std::size_t>(1, inside.size()));  // the space
    return value.value_or(0);
  };
  const std::uint64_t code = number(16), above = number(10), below = number(10);
  return debug().local_at(code, above, below).value_or(std::string(inside));
}

DebugNames& ObjectNames::debug() {
  if (!debug_) debug_.emplace(module_);
  return *debug_;
}

std::optional<std::string> ObjectNames::variable_at(std::uint64_t offset) {
  const ElfSymbols::Variable* symbol = symbols_.variable_at(offset);
  // Where std::barrier and waits on small or large atomics sleep in libstdc++, whichever object it was.
  if (symbol != nullptr && symbol->name.starts_with("std::__detail::__waiter_pool_base"))
    return "of a barrier, latch or wait()";
  if (std::optional<std::string> name = debug().variable_at(offset)) return name;
  if (symbol == nullptr) return std::nullopt;
  // Debug information leaves out the size of some classes of libraries, but not where such a variable begins.
  if (std::optional<std::string> name = debug().variable_at(symbol->offset)) return name;
  const std::uint64_t inside = offset - symbol->offset;
  return inside == 0 ? symbol->name : symbol->name + "+" + std::to_string(inside);
}

}  // namespace weft
