#include "compile/symbolize.h"

#include <cstdio>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <vector>

#include "compile/heap_names.h"
#include "compile/outcome_texts.h"
#include "launch/child.h"

namespace weft {

namespace {

using Json = nlohmann::json;
using Places = std::map<std::uint64_t, SourceLocation>;

std::set<std::uint64_t> offsets_of(ScenarioOutcome& scenario) {
  std::set<std::uint64_t> offsets;
  each_event(scenario, [&](const Event& event) {
    if (!event.where) offsets.insert(event.frames.begin(), event.frames.end());
  });
  each_text(scenario, [&](const std::string& text) {
    each_block(text, [&](const HeapBlock& block) { offsets.insert(block.calls.begin(), block.calls.end()); });
  });
  return offsets;
}

// Frames are return addresses: the call itself lies just before.
std::string queries(const std::set<std::uint64_t>& offsets) {
  std::string text;
  for (std::uint64_t offset : offsets) {
    char line[32];
    std::snprintf(line, sizeof line, "0x%llx\n",
                  static_cast<unsigned long long>(offset > 0 ? offset - 1 : 0));
    text += line;
  }
  return text;
}

std::string absolute(const std::string& file) {
  std::error_code problem;
  const auto path = std::filesystem::weakly_canonical(file, problem);
  return problem ? file : path.string();
}

// The innermost of the (inlined) frames at one address that lies in a file of the student's.
SourceLocation place_of(const Json& answer, const OwnFiles& own) {
  if (!answer.is_object() || !answer.contains("Symbol") || !answer["Symbol"].is_array()) return {};
  for (const Json& frame : answer["Symbol"]) {
    const auto found = own.find(absolute(frame.value("FileName", "")));
    const int line = frame.value("Line", 0);
    if (found != own.end() && line > 0)
      return {found->second, line, frame.value("Column", 0), frame.value("FunctionName", "")};
  }
  return {};
}

Places ask(const std::set<std::uint64_t>& offsets, const std::filesystem::path& module,
           const Compiler& compiler, const OwnFiles& own) {
  Places places;
  ChildRequest request;
  request.argv = {compiler.symbolizer->string(), "--output-style=JSON", "--obj=" + module.string()};
  request.input = queries(offsets);
  request.limits.wall_seconds = 30;
  request.limits.output_bytes = 256u << 20;
  const Result<ChildEnd> end = run_child(request);
  if (!end) return places;
  std::istringstream answers(end.value().output);
  auto offset = offsets.begin();
  for (std::string line; offset != offsets.end() && std::getline(answers, line); ++offset) {
    const Json answer = Json::parse(line, nullptr, false);
    if (const SourceLocation where = place_of(answer, own)) places[*offset] = where;
  }
  return places;
}

SourceLocation innermost(const std::vector<std::uint64_t>& calls, const Places& places) {
  for (std::uint64_t call : calls)
    if (const auto found = places.find(call); found != places.end()) return found->second;
  return {};
}

}  // namespace

void find_places(ScenarioOutcome& scenario, const std::filesystem::path& module, const Compiler& compiler,
                 const OwnFiles& own) {
  const std::set<std::uint64_t> offsets = offsets_of(scenario);
  const bool can_ask = !offsets.empty() && compiler.symbolizer;
  const Places places = can_ask ? ask(offsets, module, compiler, own) : Places();
  name_heap_blocks(scenario, [&](const auto& calls) { return innermost(calls, places); });
  each_event(scenario, [&](Event& event) {
    if (!event.where) event.where = innermost(event.frames, places);
  });
}

}  // namespace weft
